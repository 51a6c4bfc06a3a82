import { errorMessages } from './error-messages.ts'
import { type Messages, offlineMessage, passingMessage, plainMessages } from './plain-messages.ts'

/** The English texts. They hold nothing technical, since the person cannot act on it. */
export const defaultMessages: Messages = {
  ...plainMessages,
  errors: {
    ...errorMessages,
    offline: offlineMessage,
    persona_unavailable: passingMessage,
    application_error: passingMessage,
    unknown: passingMessage,
  },
}
