import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { defaultLifetimes, type Lifetimes } from '../entities/lifetimes.ts'
import { formatZodError } from './format-zod-error.ts'
import { originOf } from '../http/listen.ts'
import { createIdentifier } from '../state/identifiers.ts'
import { type Behaviors, defaultBehaviors, type PersonaEmulatorOptions } from './options.ts'
import { parseSeed, type Seed } from '../seed/seed.ts'
import {
  parseTemplate,
  readDefaultTemplate,
  type TemplateDefinition,
} from '../templates/template.ts'
import { parseWebhooks, type WebhookOptions } from '../webhooks/webhook-options.ts'

// About 68 years: a `Date` cannot represent a much later end.
const seconds = z
  .number()
  .positive()
  .max(2 ** 31 - 1)

/** Checks the values that would otherwise fail in the middle of a call. */
const sensible = z.object({
  apiKey: z.string().min(1),
  webhookSecret: z.string().min(1),
  templateId: z.string().min(1),
  sessionCap: z.int().min(0),
  lifetimes: z.object({
    create: seconds,
    start: seconds,
    resume: seconds,
    oneTimeLink: seconds,
    handoffLink: seconds,
  }),
  requestsPerMinute: z.custom<number>(isLimit, 'must be a whole number from 1, or Infinity'),
  behaviors: z.object({
    resumeCreated: z.enum(['token', 'conflict']),
    resumePending: z.enum(['prolong', 'keep']),
  }),
})

/** The options with their defaults, and the origin that the emulator listens on. */
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
  readonly behaviors: Behaviors
  readonly origin: string
}

export function createSettings(options: PersonaEmulatorOptions, port: number): Settings {
  const seed = parseSeed(options.seed ?? {})
  const settings = {
    apiKey: options.apiKey ?? `persona_sandbox_${randomBytes(16).toString('hex')}`,
    webhookSecret: options.webhookSecret ?? `wbhsec_${randomBytes(16).toString('hex')}`,
    templateId: options.templateId ?? createIdentifier('itmpl'),
    template:
      options.template === undefined ? readDefaultTemplate() : parseTemplate(options.template),
    seed,
    webhooks: [...parseWebhooks(options.webhooks ?? []), ...(seed.webhooks ?? [])],
    sessionCap: options.sessionCap ?? 25,
    lifetimes: { ...defaultLifetimes, ...options.lifetimes },
    requestsPerMinute: options.requestsPerMinute ?? 300,
    behaviors: { ...defaultBehaviors, ...options.behaviors },
    origin: originOf(options.host, port),
  }
  const read = sensible.safeParse(settings)
  if (read.success) return settings
  throw new Error(formatZodError(read.error))
}

function isLimit(value: unknown): boolean {
  return value === Infinity || (Number.isInteger(value) && Number(value) > 0)
}
