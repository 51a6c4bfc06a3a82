export const messageFates = ['delivered', 'lost', 'doubled'] as const

/** What becomes of a message that a widget posts to the page around it. */
export type MessageFate = (typeof messageFates)[number]
