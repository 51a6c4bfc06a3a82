import type { LogEntry } from '../src/logging/log.ts'
import type { WebhookEvent } from '../src/webhooks/webhook-event.ts'
import { createWebhookHandler, type WebhookHandler } from '../src/webhooks/webhook-handler.ts'
import type { WebhookHandlerOptions } from '../src/webhooks/webhook-handler-options.ts'
import { now, sign, webhookSecret } from './sign-webhook.ts'

/** What to change about a delivery. */
export interface Delivery {
  signature?: string | null
  method?: string
  type?: string | null
  headers?: Record<string, string>
}

/** A host that receives webhooks and records them. */
export interface WebhookReceiver {
  readonly handler: WebhookHandler
  readonly events: WebhookEvent[]
  readonly log: LogEntry[]
  /** Delivers a body, signed unless `signature` says otherwise. */
  deliver(
    body: string | Uint8Array<ArrayBuffer> | ReadableStream,
    delivery?: Delivery,
  ): Promise<Response>
}

/** Creates a {@link WebhookReceiver}. */
export function createReceiver(options: Partial<WebhookHandlerOptions> = {}): WebhookReceiver {
  const events: WebhookEvent[] = []
  const log: LogEntry[] = []
  const handler = createWebhookHandler({
    secrets: [webhookSecret],
    onEvent: (event) => events.push(event),
    log: (entry) => log.push(entry),
    ...options,
  })
  const deliver = async (
    body: string | Uint8Array<ArrayBuffer> | ReadableStream,
    delivery: Delivery = {},
  ) => {
    const { method = 'POST', type = 'application/json', headers = {} } = delivery
    const { signature = typeof body === 'string' ? sign(body, now()) : null } = delivery
    return await handler(
      new Request('https://bank.example/webhooks', {
        method,
        headers: {
          ...(type === null ? {} : { 'content-type': type }),
          ...(signature === null ? {} : { 'persona-signature': signature }),
          ...headers,
        },
        ...(method === 'GET' || method === 'HEAD' ? {} : { body, duplex: 'half' }),
      }),
    )
  }
  return { handler, deliver, events, log }
}
