import { errorMessages } from './error-messages.ts'
import { type Messages, toPlainMessages } from './plain-messages.ts'

/** The English texts. */
export const defaultMessages: Messages = { ...toPlainMessages(), ...errorMessages }
