export const webhookDeliveryModes = ['deliver', 'duplicate', 'hold'] as const

/** How an event is sent to webhooks: once, twice, or not before it is released. */
export type WebhookDeliveryMode = (typeof webhookDeliveryModes)[number]
