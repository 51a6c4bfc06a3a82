import { z } from 'zod'
import {
  type WebhookDeliveryMode,
  webhookDeliveryModes,
  type WebhookSignature,
  webhookSignatures,
} from '../webhooks/delivery.ts'
import { webhookOptions, type WebhookOptions } from '../webhooks/webhook-options.ts'
import {
  defineFault,
  type Fault,
  faultOptions,
  type FaultOptions,
  InvalidFaultError,
  type LastingFault,
} from './fault.ts'

const secondsPerDay = 86_400

/** Adds a webhook on this machine, until `reset()`. */
export const addWebhook: Fault<WebhookOptions> = defineFault({
  name: 'addWebhook',
  group: 'Webhooks',
  label: 'Add a webhook',
  summary: 'An address on this machine that events are posted to, until a reset.',
  // Any page in the browser can call this, and must not have events sent to itself.
  argument: webhookOptions.refine(({ url }) => isLoopback(url), {
    path: ['url'],
    message: 'must be on localhost; one elsewhere has to be there from the start',
  }),
  apply: (emulator, options) => emulator.webhooks.add(options),
})

/** Changes how events are delivered: once, twice, or held back. */
export const webhooks: LastingFault<FaultOptions & { delivery: WebhookDeliveryMode }> = defineFault(
  {
    name: 'webhooks',
    group: 'Webhooks',
    label: 'Duplicate or hold deliveries',
    summary: 'How events are delivered from now on.',
    active: 'Webhooks',
    argument: z.strictObject({ delivery: z.enum(webhookDeliveryModes), ...faultOptions }),
    apply: ({ faults }, argument) => void faults.add('webhooks', argument),
  },
)

/** Sends the held events, in order or reversed. */
export const releaseWebhooks: Fault<{
  /** Sends the latest event first. @default false */
  reversed?: boolean | undefined
}> = defineFault({
  name: 'releaseWebhooks',
  group: 'Webhooks',
  label: 'Release held deliveries',
  summary: 'In order, or last first.',
  argument: z.strictObject({ reversed: z.boolean().optional() }),
  apply: (emulator, { reversed = false }) => emulator.webhooks.release(reversed),
})

/** Sends an event again to each of its webhooks, with new attempts. */
export const redeliverEvent: Fault<{
  eventId: string
  /** `stale` is a day old, `wrong` is made with another secret. @default 'valid' */
  signature?: WebhookSignature | undefined
}> = defineFault({
  name: 'redeliverEvent',
  group: 'Webhooks',
  label: 'Send an event again',
  summary: 'To every webhook that it was sent to, with a valid, stale or wrong signature.',
  argument: z.strictObject({
    eventId: z.string().meta({ title: 'Event id' }),
    signature: z.enum(webhookSignatures).optional(),
  }),
  apply(emulator, { eventId, signature = 'valid' }) {
    if (emulator.webhooks.redeliver(eventId, signature)) return
    throw new InvalidFaultError('eventId names no event that was sent to a webhook.')
  },
})

/** Signs with another secret from now on. */
export const rotateWebhookSecret: Fault<{
  secret: string
  /** Seconds in which the earlier secret signs, too. @default 86,400 */
  overlap?: number | undefined
  /** Only webhooks with this URL. @default every webhook, and those added later */
  url?: string | undefined
}> = defineFault({
  name: 'rotateWebhookSecret',
  group: 'Webhooks',
  label: 'Rotate the secret',
  summary: 'Both are used for a while, as with Persona.',
  argument: z.strictObject({
    secret: z.string().min(1),
    overlap: z.number().min(0).meta({ title: 'Overlap in seconds' }).optional(),
    url: z.string().meta({ title: 'URL' }).optional(),
  }),
  apply(emulator, { secret, overlap = secondsPerDay, url }) {
    if (emulator.webhooks.rotate(secret, emulator.clock.now() + overlap * 1000, url)) return
    throw new InvalidFaultError('url is that of no webhook.')
  },
})

function isLoopback(url: string): boolean {
  // The URL's own schema reports what is no URL.
  const hostname = URL.canParse(url) ? new URL(url).hostname : 'localhost'
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}
