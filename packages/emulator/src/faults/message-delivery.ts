export const messageDeliveryModes = ['deliver', 'drop', 'duplicate'] as const

/** What becomes of a message that a widget posts to the page around it. */
export type MessageDeliveryMode = (typeof messageDeliveryModes)[number]
