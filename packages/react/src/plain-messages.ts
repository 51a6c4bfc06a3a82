import type { ResumableInquiryErrorCode } from '@resumable-inquiry/core'

/** Texts of an error for the person. */
export interface ErrorMessage {
  readonly title: string
  /** `{time}` becomes the time of day at which the flow retries automatically, where it does. */
  readonly text: string
}

/** All texts for the person. */
export interface Messages {
  readonly loading: string
  readonly recovering: string
  /** In place of either after a while of waiting. */
  readonly stillLoading: string
  /** Button that cancels while loading or recovering. */
  readonly cancel: string
  /** Button that closes an error. */
  readonly close: string
  readonly retry: string
  /** Button that continues in an unsupported browser. */
  readonly tryAnyway: string
  readonly errors: Readonly<Record<ResumableInquiryErrorCode, ErrorMessage>>
}

/** Texts that replace the defaults. Omitted ones keep their default. */
export type MessageOverrides = {
  readonly [Name in Exclude<keyof Messages, 'errors'>]?: string | undefined
} & {
  readonly errors?:
    | { readonly [Code in ResumableInquiryErrorCode]?: ErrorMessage | undefined }
    | undefined
}

/** The English texts but those of errors. */
export const plainMessages: Omit<Messages, 'errors'> = {
  loading: 'Getting your verification ready…',
  recovering: 'Reconnecting… What you’ve submitted is saved.',
  stillLoading: 'Still loading…',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  tryAnyway: 'Try anyway',
}

/** Codes of the errors that the two texts below are for. The others have texts of their own. */
export type PlainErrorCode = 'offline' | 'persona_unavailable' | 'application_error' | 'unknown'

/** For an error that may pass. Also for any other one until the texts are loaded. */
export const passingMessage: ErrorMessage = {
  title: 'Something went wrong',
  text: 'Your verification isn’t available right now. What you’ve submitted is saved. Try again in a minute.',
}

/** When it is to be shown, nothing can be loaded any more. */
export const offlineMessage: ErrorMessage = {
  title: 'You’re offline',
  text: 'We’ll continue automatically when you’re back online.',
}

/** Returns the given text or the default. */
export function getMessage(
  name: Exclude<keyof Messages, 'errors'>,
  overrides: MessageOverrides | undefined,
): string {
  return overrides?.[name] ?? plainMessages[name]
}
