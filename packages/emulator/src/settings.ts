import { randomBytes } from 'node:crypto'
import { defaultBehaviours } from './behaviours.ts'
import type { Behaviours } from './behaviours.ts'
import type { PersonaEmulatorOptions } from './emulator.ts'
import { defaultLifetimes } from './entities/lifetimes.ts'
import type { Lifetimes } from './entities/lifetimes.ts'
import type { TemplateDefinition } from './entities/template-definition.ts'
import { originOf } from './http/listen.ts'
import { createIdentifier } from './identifiers.ts'
import { parseSeed } from './seed/read-seed.ts'
import type { Seed } from './seed/seed.ts'
import { parseTemplate, readDefaultTemplate } from './templates/read-template.ts'
import { parseWebhooks } from './webhooks/webhook-options.ts'
import type { WebhookOptions } from './webhooks/webhook-options.ts'

/** The options with nothing left open, and where the emulator ended up listening. */
export interface Settings {
  readonly apiKey: string
  readonly webhookSecret: string
  readonly templateId: string
  readonly template: TemplateDefinition
  readonly seed: Seed
  readonly webhooks: readonly WebhookOptions[]
  readonly sessionCap: number
  readonly lifetimes: Lifetimes
  readonly requestsPerMinute: number
  readonly behaviours: Behaviours
  readonly origin: string
}

export function createSettings(options: PersonaEmulatorOptions, port: number): Settings {
  const seed = parseSeed(options.seed ?? {})
  return {
    apiKey: options.apiKey ?? `persona_sandbox_${randomBytes(16).toString('hex')}`,
    webhookSecret: options.webhookSecret ?? `wbhsec_${randomBytes(16).toString('hex')}`,
    templateId: options.templateId ?? createIdentifier('itmpl'),
    template:
      options.template === undefined ? readDefaultTemplate() : parseTemplate(options.template),
    seed,
    webhooks: [...parseWebhooks(options.webhooks ?? []), ...(seed.webhooks ?? [])],
    sessionCap: options.sessionCap ?? 25,
    lifetimes: { ...defaultLifetimes, ...options.lifetimes },
    requestsPerMinute: readLimit(options.requestsPerMinute),
    behaviours: { ...defaultBehaviours, ...options.behaviours },
    origin: originOf(options.host, port),
  }
}

function readLimit(limit = 300): number {
  if (limit === Infinity || (Number.isInteger(limit) && limit > 0)) return limit
  throw new Error(`requestsPerMinute is ${limit}; give a whole number from 1, or Infinity.`)
}
