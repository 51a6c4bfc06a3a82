export const webhookFates = ['normal', 'doubled', 'held'] as const

/** How an event is sent to webhooks: once, twice, or not before it is released. */
export type WebhookFate = (typeof webhookFates)[number]
