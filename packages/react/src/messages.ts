import type { ResumableInquiryErrorCode } from '@resumable-inquiry/core'

/** Texts of an error for the person. */
export interface ErrorMessage {
  readonly title: string
  /** `{time}` is replaced by the time of day at which the flow retries by itself, where it does. */
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
  /** Button that goes on in an unsupported browser. */
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

const slow: ErrorMessage = {
  title: 'This is taking too long',
  text: 'Your verification did not load in time. What you have sent so far is safe. Try again in a minute.',
}

const passing: ErrorMessage = {
  title: 'Something went wrong',
  text: 'Your verification is not available at the moment. What you have sent so far is safe. Try again in a minute.',
}

const permanent: ErrorMessage = {
  title: 'This cannot be opened',
  text: 'Something is not set up correctly on our side, and trying again will not help. Please contact support.',
}

/** The English texts. They hold nothing technical, since the person cannot act on it. */
export const defaultMessages: Messages = {
  loading: 'Getting your verification ready…',
  recovering: 'Taking you back to where you were…',
  stillLoading: 'Still loading…',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  tryAnyway: 'Try anyway',
  errors: {
    unsupported_browser: {
      title: 'Open this page in your browser',
      text: 'Your verification needs the camera, and may not work here. Open this page in a browser such as Safari or Chrome, and go on there.',
    },
    offline: {
      title: 'You are offline',
      text: 'Your verification goes on by itself once the connection is back.',
    },
    rate_limited: {
      title: 'One moment, please',
      text: 'There were many attempts in a short time. Your verification goes on by itself at {time}.',
    },
    signed_out: {
      title: 'You are signed out',
      text: 'Sign in again to go on with your verification. What you have sent so far is safe.',
    },
    not_found: {
      title: 'This verification was not found',
      text: 'It may have been removed, or it belongs to another account. Please contact support if you need help.',
    },
    sessions_exhausted: {
      title: 'This verification cannot go on',
      text: 'It has been opened too many times. Please contact support to start a new one.',
    },
    recovery_exhausted: {
      title: 'Your verification keeps being interrupted',
      text: 'It had to start over several times. What you have sent so far is safe. Try again in a minute.',
    },
    widget_blocked: {
      title: 'The verification was blocked',
      text: 'This page or your browser did not let it open. Allow it in your browser or try another one. If that does not help, please contact support.',
    },
    timeout: slow,
    widget_unreachable: slow,
    sdk_unavailable: slow,
    persona_unavailable: passing,
    application_error: passing,
    unknown: passing,
    invalid_request: permanent,
    cross_site: permanent,
    invalid_response: permanent,
    invalid_config: permanent,
    inactive_template: permanent,
  },
}

/** Returns the given text or the default. */
export function getMessage(
  name: Exclude<keyof Messages, 'errors'>,
  overrides: MessageOverrides | undefined,
): string {
  return overrides?.[name] ?? defaultMessages[name]
}

/** Returns the texts of an error, the given ones or the defaults. */
export function getErrorMessage(
  code: ResumableInquiryErrorCode,
  overrides: MessageOverrides | undefined,
): ErrorMessage {
  return overrides?.errors?.[code] ?? defaultMessages.errors[code]
}
