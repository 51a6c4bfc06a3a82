import type { Lifetimes } from '../entities/lifetimes.ts'
import type { Seed } from '../seed/seed.ts'
import type { TemplateDefinition } from '../templates/template.ts'
import type { WebhookOptions } from '../webhooks/webhook-options.ts'

export interface PersonaEmulatorOptions {
  /** 0 picks a free one. @default 0 */
  port?: number | undefined
  /**
   * The address to listen on. Any but a loopback address lets other machines control it and read
   * everything in it.
   *
   * @default both loopback addresses
   */
  host?: string | undefined
  /** @default a random sandbox key */
  apiKey?: string | undefined
  /** @default a random secret */
  webhookSecret?: string | undefined
  /** The webhooks that events are sent to. @default none */
  webhooks?: readonly WebhookOptions[] | undefined
  /** @default a random template id */
  templateId?: string | undefined
  /** The steps of the widget. @default a government ID and a selfie */
  template?: TemplateDefinition | undefined
  /** Loaded at the start and after `reset()`. @default nothing */
  seed?: Seed | undefined
  /** The sessions that one inquiry may have. @default 25 */
  sessionCap?: number | undefined
  /** In seconds. @default 24 hours each, `handoffLink` one hour */
  lifetimes?: Partial<Lifetimes> | undefined
  /** REST calls in one minute, by the emulator's clock; `Infinity` for no limit. @default 300 */
  requestsPerMinute?: number | undefined
  /** Behavior that Persona's documents leave open. */
  behaviors?: Partial<Behaviors> | undefined
}

/** Behavior that Persona's documents leave open and integrators report differently. */
export interface Behaviors {
  /**
   * How a `created` inquiry resumes: with a token, as in running integrations, or with a 409, as one
   * page of Persona's documents suggests.
   *
   * @default 'token'
   */
  readonly resumeCreated: 'token' | 'conflict'
  /**
   * Whether a resume of a `pending` inquiry extends its expiry.
   *
   * @default 'prolong'
   */
  readonly resumePending: 'prolong' | 'keep'
}

export const defaultBehaviors: Behaviors = { resumeCreated: 'token', resumePending: 'prolong' }

/** The options with a port, and with the same key and ids at every start. */
export type CliOptions = PersonaEmulatorOptions & { readonly port: number }

/**
 * Adds the defaults of an emulator that a developer runs: always the same, to keep an .env file
 * valid. Tests get random ones instead.
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
