import type { ResumableInquiryError } from '@resumable-inquiry/core'
import { useState } from 'react'
import { errorMessages } from './error-messages.ts'
import type { ErrorMessage, MessageOverrides } from './plain-messages.ts'

/** Returns the texts of an error, the given ones or the defaults. */
export function useErrorMessage(
  { code, retryAfter = 0 }: ResumableInquiryError,
  overrides: MessageOverrides | undefined,
): ErrorMessage {
  const [from] = useState(() => Date.now())
  const { title, text } = overrides?.errors?.[code] ?? errorMessages.errors[code]
  return { title, text: text.replace('{time}', toTimeOfDay(from + retryAfter * 1000)) }
}

/** Returns a time without seconds, in the format of the browser, rounded up: it must not come too soon. */
function toTimeOfDay(at: number): string {
  const minutes = Math.ceil(at / 60_000)
  return new Date(minutes * 60_000).toLocaleTimeString([], { timeStyle: 'short' })
}
