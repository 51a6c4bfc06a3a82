import type { ResumableInquiryErrorCode } from '@resumable-inquiry/core'
import { useEffect, useState } from 'react'
import {
  type ErrorMessage,
  type MessageOverrides,
  type Messages,
  offlineMessage,
  passingMessage,
} from './plain-messages.ts'

let loaded: Partial<Messages['errors']> | undefined

/** Loads the texts of all errors, before one of them is needed. */
export async function loadErrorMessages(): Promise<void> {
  try {
    loaded ??= (await import('./error-messages.ts')).errorMessages
  } catch {
    // An error is then shown with a text that suits any.
  }
}

/** Returns the texts of an error, the given ones or the defaults. */
export function useErrorMessage(
  code: ResumableInquiryErrorCode,
  overrides: MessageOverrides | undefined,
): ErrorMessage {
  const [defaults, setDefaults] = useState(loaded)
  useEffect(() => {
    if (defaults === undefined) void loadErrorMessages().then(() => setDefaults(loaded))
  }, [defaults])
  const fallback = code === 'offline' ? offlineMessage : passingMessage
  return overrides?.errors?.[code] ?? defaults?.[code] ?? fallback
}
