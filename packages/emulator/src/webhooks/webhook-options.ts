import { z } from 'zod'
import { inquiryEventNames, inquirySessionEventNames, type PersonaEvent } from '../state/events.ts'
import { formatZodError } from '../settings/format-zod-error.ts'

/** A webhook: where events are sent, and which. */
export interface WebhookOptions {
  /** `http:` or `https:`, without a user name. */
  url: string
  /** @default every event */
  events?: readonly PersonaEvent['name'][] | undefined
  /** @default the emulator's `webhookSecret` */
  secret?: string | undefined
  /** The relationships that are sent in full. @default none */
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

/** @throws Error for invalid options */
export function parseWebhooks(given: unknown): WebhookOptions[] {
  const read = z.array(webhookOptions).safeParse(given)
  if (!read.success) throw new Error(`webhooks: ${formatZodError(read.error)}`)
  return read.data
}

// The dashboard shows the URL.
function hasNoUser(text: string): boolean {
  if (!URL.canParse(text)) return true
  const { username, password } = new URL(text)
  return username === '' && password === ''
}
