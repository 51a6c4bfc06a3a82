import type { Clock } from '../state/clock.ts'
import { attemptHeaders, postWebhook, retryDelays } from './attempt.ts'
import type {
  Attempt,
  Delivery,
  WebhookDeliveryMode,
  WebhookEvent,
  WebhookSignature,
} from './delivery.ts'
import { createWebhook, rotateSecret, type Webhook } from './webhook.ts'
import type { WebhookOptions } from './webhook-options.ts'

/** The webhooks of an emulator and their deliveries. */
export interface Webhooks {
  /** The secret of webhooks without their own. */
  readonly secret: string
  add(options: WebhookOptions): void
  /** Returns the webhooks for an event. */
  of(name: WebhookEvent['name']): Webhook[]
  send(webhook: Webhook, event: WebhookEvent, delivery: WebhookDeliveryMode): void
  /** Sends the held deliveries. */
  release(isReversed: boolean): void
  /** Sends an event again to its webhooks. Returns whether it exists. */
  redeliver(eventId: string, signature: WebhookSignature): boolean
  /** Rotates the secret of the webhooks with a URL, or of all. Returns whether there are any. */
  rotate(secret: string, until: number, url?: string): boolean
  /** Lists at least the latest 10,000 and all held deliveries, oldest first. */
  deliveries(): readonly Delivery[]
  /** Removes everything but the webhooks of the options. */
  reset(): void
  /** Aborts the requests in progress, and sends no more. */
  close(): void
}

// Bounds the memory while a receiver is unreachable for days.
const maxDeliveries = 10_000

export function createWebhooks(
  clock: Clock,
  first: { readonly webhooks: readonly WebhookOptions[]; readonly webhookSecret: string },
  emitChange: () => void,
): Webhooks {
  let defaultSecret = first.webhookSecret
  let deliveries: Delivery[] = []
  let stopped = new AbortController()
  const create = (options: WebhookOptions) => createWebhook(options, defaultSecret)
  let webhooks = first.webhooks.map(create)

  const stop = () => {
    stopped.abort()
    stopped = new AbortController()
    deliveries = []
  }
  const begin = (
    webhook: Webhook,
    event: WebhookEvent,
    { isHeld = false, signature = 'valid' }: Partial<Pick<Delivery, 'isHeld' | 'signature'>> = {},
  ) => {
    const delivery: Delivery = {
      webhook,
      event,
      isHeld,
      signature,
      attempts: [],
      nextAttemptAt: null,
    }
    if (deliveries.length >= maxDeliveries * 1.1) {
      const excess = deliveries.length - maxDeliveries
      deliveries = deliveries.filter((earlier, index) => earlier.isHeld || index >= excess)
    }
    deliveries.push(delivery)
    if (!isHeld) attempt(delivery, clock.now())
  }
  const attempt = (delivery: Delivery, at: number) => {
    const { signal } = stopped
    const { event, webhook } = delivery
    const latest: Attempt = { at, outcome: 'under_way', status: null }
    delivery.attempts.push(latest)
    delivery.nextAttemptAt = null
    const queuedAt = performance.now()
    webhook.queue = webhook.queue.then(async () => {
      if (signal.aborted) return
      // Sign when it is sent: behind a slow receiver, an earlier time would look like a replay.
      const headers = attemptHeaders(delivery, at + performance.now() - queuedAt)
      const result = await postWebhook(webhook.url, headers, event.body, signal)
      if (signal.aborted) return
      Object.assign(latest, result)
      if (latest.outcome !== 'accepted') retry(delivery, at)
      emitChange()
    })
    emitChange()
  }
  const retry = (delivery: Delivery, at: number) => {
    const delay = retryDelays[delivery.attempts.length - 1]
    if (delay === undefined) return
    const { signal } = stopped
    const next = at + delay * 1000
    // The clock may have passed it during the request.
    if (next <= clock.now()) return attempt(delivery, next)
    delivery.nextAttemptAt = next
    clock.at(next, () => {
      if (!signal.aborted) attempt(delivery, next)
    })
  }

  return {
    get secret() {
      return defaultSecret
    },
    add(options) {
      webhooks.push(create(options))
    },
    of: (name) => webhooks.filter(({ options }) => options.events?.includes(name) ?? true),
    send(webhook, event, delivery) {
      begin(webhook, event, { isHeld: delivery === 'hold' })
      if (delivery === 'duplicate') begin(webhook, event)
    },
    release(isReversed) {
      const held = deliveries.filter(({ isHeld }) => isHeld)
      for (const delivery of isReversed ? held.reverse() : held) {
        delivery.isHeld = false
        attempt(delivery, clock.now())
      }
    },
    redeliver(eventId, signature) {
      const sent = deliveries.filter(({ event }) => event.id === eventId)
      const byWebhook = new Map(sent.map(({ webhook, event }) => [webhook, event]))
      for (const [webhook, event] of byWebhook) begin(webhook, event, { signature })
      return sent.length > 0
    },
    rotate(secret, until, url) {
      const rotated = webhooks.filter((webhook) => url === undefined || webhook.url === url)
      for (const webhook of rotated) rotateSecret(webhook, secret, until)
      if (url === undefined) defaultSecret = secret
      return url === undefined || rotated.length > 0
    },
    deliveries: () => deliveries,
    reset() {
      stop()
      defaultSecret = first.webhookSecret
      webhooks = first.webhooks.map(create)
    },
    close() {
      stop()
      webhooks = []
    },
  }
}
