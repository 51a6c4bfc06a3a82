import type { WebhookOptions } from './webhook-options.ts'

/** A place that events are sent to. */
export interface Webhook {
  readonly url: string
  readonly options: WebhookOptions
  /** The latest first. */
  secrets: readonly WebhookSecret[]
  /** Ends when everything that was to be sent so far has been: one request at a time, in order. */
  queue: Promise<void>
}

export interface WebhookSecret {
  readonly secret: string
  /** When it is used no more. */
  readonly until: number
}

export function createWebhook(options: WebhookOptions, defaultSecret: string): Webhook {
  return {
    url: options.url,
    options,
    secrets: [{ secret: options.secret ?? defaultSecret, until: Infinity }],
    queue: Promise.resolve(),
  }
}

/** Signs with another secret from now on, and until a given time with those before it, too. */
export function rotateSecret(webhook: Webhook, secret: string, until: number): void {
  const earlier = webhook.secrets.map((old) => ({ ...old, until: Math.min(old.until, until) }))
  webhook.secrets = [{ secret, until: Infinity }, ...earlier]
}

export function liveSecrets({ secrets }: Webhook, at: number): string[] {
  return secrets.filter(({ until }) => until > at).map(({ secret }) => secret)
}
