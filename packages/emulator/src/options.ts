import type { Lifetimes } from './entities/lifetimes.ts'
import type { Seed } from './seed/seed.ts'
import type { TemplateDefinition } from './templates/template.ts'
import type { WebhookOptions } from './webhooks/webhook-options.ts'

export interface PersonaEmulatorOptions {
  /** 0 takes a free one. @default 0 */
  port?: number | undefined
  /**
   * The address to listen on. Any but a loopback address lets other machines steer it and read what
   * is in it.
   *
   * @default both loopback addresses
   */
  host?: string | undefined
  /** @default a random sandbox key */
  apiKey?: string | undefined
  /** @default a random secret */
  webhookSecret?: string | undefined
  /** Where events are sent to. @default nowhere */
  webhooks?: readonly WebhookOptions[] | undefined
  /** @default a random template id */
  templateId?: string | undefined
  /** What the widget asks for. @default a government ID and a selfie */
  template?: TemplateDefinition | undefined
  /** What it knows from the start, and again after `reset()`. @default nothing */
  seed?: Seed | undefined
  /** Sessions that one inquiry may have in its life. @default 25 */
  sessionCap?: number | undefined
  /** Seconds; what is left out is 24 hours. */
  lifetimes?: Partial<Lifetimes> | undefined
  /** REST calls in one minute, by the emulator's clock; `Infinity` for no limit. @default 300 */
  requestsPerMinute?: number | undefined
  /** What Persona's documents leave open. */
  behaviors?: Partial<Behaviors> | undefined
}

/** What integrators report either way, since Persona's documents leave it open. */
export interface Behaviors {
  /**
   * What resuming a `created` inquiry brings: a token, as in running integrations, or a 409, as one
   * page of Persona's documents reads. @default 'token'
   */
  readonly resumeCreated: 'token' | 'conflict'
  /**
   * Whether resuming a `pending` inquiry counts its expiry from now, or leaves it alone.
   *
   * @default 'prolong'
   */
  readonly resumePending: 'prolong' | 'keep'
}

export const defaultBehaviors: Behaviors = { resumeCreated: 'token', resumePending: 'prolong' }

/** The options with the port, the key and the ids that stay the same from run to run. */
export type CliOptions = PersonaEmulatorOptions & { readonly port: number }

/**
 * For an emulator that a developer runs: the same every time, so that an .env file stays right. A
 * test wants random ones instead, so that no two tests can be mistaken for each other.
 */
export function withCliDefaults(options: PersonaEmulatorOptions): CliOptions {
  return {
    ...options,
    port: options.port ?? 4010,
    apiKey: options.apiKey ?? 'persona_sandbox_emulator',
    webhookSecret: options.webhookSecret ?? 'wbhsec_emulator',
    templateId: options.templateId ?? 'itmpl_emulator',
  }
}
