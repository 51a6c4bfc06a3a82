import { z } from 'zod'
import { inquiryEventNames, inquirySessionEventNames } from '../events.ts'
import type { PersonaEvent } from '../events.ts'
import { formatZodError } from '../format-zod-error.ts'

/** Where events are sent to. */
export interface WebhookOptions {
  /** `http:` or `https:`, without a user name. */
  url: string
  /** @default every event */
  events?: readonly PersonaEvent['name'][] | undefined
  /** @default the emulator's `webhookSecret` */
  secret?: string | undefined
  /** Relationships of what the event is about that are sent along in full. @default none */
  include?: readonly WebhookInclude[] | undefined
}

const includes = [
  'account',
  'device',
  'documents',
  'inquiry',
  'inquiry-template',
  'inquiry-template-version',
  'selfies',
  'sessions',
  'verifications',
] as const

export type WebhookInclude = (typeof includes)[number]

export const webhookOptions: z.ZodType<WebhookOptions, WebhookOptions> = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, message: 'must be a URL that begins with http: or https:' })
    .refine(hasNoUser, 'must hold no user name or password')
    .meta({ title: 'URL' }),
  events: z.array(z.enum([...inquiryEventNames, ...inquirySessionEventNames])).optional(),
  secret: z.string().min(1).optional(),
  include: z.array(z.enum(includes)).optional(),
})

/** @throws Error when it is not right */
export function parseWebhooks(given: unknown): WebhookOptions[] {
  const read = z.array(webhookOptions).safeParse(given)
  if (!read.success) throw new Error(`webhooks: ${formatZodError(read.error)}`)
  return read.data
}

// Whoever looks at the deliveries would see it.
function hasNoUser(text: string): boolean {
  if (!URL.canParse(text)) return true
  const { username, password } = new URL(text)
  return username === '' && password === ''
}
