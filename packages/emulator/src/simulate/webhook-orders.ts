import { z } from 'zod'
import { webhookFates } from '../faults/webhook-fate.ts'
import { webhookSignatures } from '../webhooks/delivery.ts'
import { webhookOptions } from '../webhooks/webhook-options.ts'
import { inquiryId, times } from './arguments.ts'
import { InvalidOrderError } from './invalid-order-error.ts'
import { defineOrder } from './order.ts'
import type { Order } from './order.ts'

const secondsPerDay = 86_400

export const addWebhook: Order = defineOrder(
  // Any page in the browser can give this order, and must not have events sent to itself.
  webhookOptions.refine(({ url }) => isLoopback(url), {
    path: ['url'],
    message: 'must be on localhost; one elsewhere has to be there from the start',
  }),
  (world, options) => world.webhooks.add(options),
)

export const webhooks: Order = defineOrder(
  z.strictObject({
    delivery: z.enum(webhookFates),
    inquiryId: inquiryId.optional(),
    times: times.optional(),
  }),
  (world, { delivery, inquiryId: id, times: count }) => {
    world.faults.webhooks.order(delivery, { inquiryId: id }, count)
  },
)

export const releaseWebhooks: Order = defineOrder(
  z.strictObject({ reversed: z.boolean().optional() }),
  (world, { reversed = false }) => world.webhooks.release(reversed),
)

export const redeliverEvent: Order = defineOrder(
  z.strictObject({ eventId: z.string(), signature: z.enum(webhookSignatures).optional() }),
  (world, { eventId, signature = 'valid' }) => {
    if (world.webhooks.redeliver(eventId, signature)) return
    throw new InvalidOrderError('eventId names no event that was sent to a webhook.')
  },
)

export const rotateWebhookSecret: Order = defineOrder(
  z.strictObject({
    secret: z.string().min(1),
    overlap: z.number().min(0).optional(),
    url: z.string().optional(),
  }),
  (world, { secret, overlap = secondsPerDay, url }) => {
    if (world.webhooks.rotate(secret, world.clock.now() + overlap * 1000, url)) return
    throw new InvalidOrderError('url is that of no webhook.')
  },
)

function isLoopback(url: string): boolean {
  // What is no URL at all has been said already.
  const hostname = URL.canParse(url) ? new URL(url).hostname : 'localhost'
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}
