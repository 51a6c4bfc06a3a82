import type { WebhookOptions } from './webhook-options.ts'

/** A webhook with its secrets and its queue. */
export interface Webhook {
  readonly url: string
  readonly options: WebhookOptions
  /** Latest first. */
  secrets: readonly WebhookSecret[]
  /** Resolves after the requests so far: one at a time, in order. */
  queue: Promise<void>
}

export interface WebhookSecret {
  readonly secret: string
  /** The time at which it stops signing. */
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

/** Adds a secret, and lets the earlier ones sign until a given time. */
export function rotateSecret(webhook: Webhook, secret: string, until: number): void {
  const earlier = webhook.secrets.map((old) => ({ ...old, until: Math.min(old.until, until) }))
  webhook.secrets = [{ secret, until: Infinity }, ...earlier]
}

export function liveSecrets({ secrets }: Webhook, at: number): string[] {
  return secrets.filter(({ until }) => until > at).map(({ secret }) => secret)
}
