import { z } from 'zod'
import { webhookDeliveryModes } from '../faults/webhook-delivery-mode.ts'
import { webhookSignatures } from '../webhooks/delivery.ts'
import { webhookOptions } from '../webhooks/webhook-options.ts'
import { inquiryId, times } from './arguments.ts'
import { InvalidFaultError } from './invalid-fault-error.ts'
import { defineFault } from './fault.ts'
import type { Fault } from './fault.ts'

const secondsPerDay = 86_400

export const addWebhook: Fault = defineFault(
  // Any page in the browser can give this fault, and must not have events sent to itself.
  webhookOptions.refine(({ url }) => isLoopback(url), {
    path: ['url'],
    message: 'must be on localhost; one elsewhere has to be there from the start',
  }),
  (emulator, options) => emulator.webhooks.add(options),
)

export const webhooks: Fault = defineFault(
  z.strictObject({
    delivery: z.enum(webhookDeliveryModes),
    inquiryId: inquiryId.optional(),
    times: times.optional(),
  }),
  (emulator, { delivery, inquiryId: id, times: count }) => {
    emulator.faults.webhooks.add(delivery, { inquiryId: id }, count)
  },
)

export const releaseWebhooks: Fault = defineFault(
  z.strictObject({ reversed: z.boolean().optional() }),
  (emulator, { reversed = false }) => emulator.webhooks.release(reversed),
)

export const redeliverEvent: Fault = defineFault(
  z.strictObject({ eventId: z.string(), signature: z.enum(webhookSignatures).optional() }),
  (emulator, { eventId, signature = 'valid' }) => {
    if (emulator.webhooks.redeliver(eventId, signature)) return
    throw new InvalidFaultError('eventId names no event that was sent to a webhook.')
  },
)

export const rotateWebhookSecret: Fault = defineFault(
  z.strictObject({
    secret: z.string().min(1),
    overlap: z.number().min(0).optional(),
    url: z.string().optional(),
  }),
  (emulator, { secret, overlap = secondsPerDay, url }) => {
    if (emulator.webhooks.rotate(secret, emulator.clock.now() + overlap * 1000, url)) return
    throw new InvalidFaultError('url is that of no webhook.')
  },
)

function isLoopback(url: string): boolean {
  // What is no URL at all has been said already.
  const hostname = URL.canParse(url) ? new URL(url).hostname : 'localhost'
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}
