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

const slow: ErrorMessage = {
  title: 'This is taking too long',
  text: 'Your verification didn’t load. What you’ve submitted is saved. Try again in a minute.',
}

const passing: ErrorMessage = {
  title: 'Something went wrong',
  text: 'Your verification isn’t available right now. What you’ve submitted is saved. Try again in a minute.',
}

const permanent: ErrorMessage = {
  title: 'We can’t open your verification',
  text: 'Something is wrong on our side, and trying again won’t help. Please contact support.',
}

/** The English texts. They hold nothing technical, since the person cannot act on it. */
export const defaultMessages: Messages = {
  loading: 'Getting your verification ready…',
  recovering: 'Reconnecting… What you’ve submitted is saved.',
  stillLoading: 'Still loading…',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  tryAnyway: 'Try anyway',
  errors: {
    unsupported_browser: {
      title: 'Open this page in your browser',
      text: 'Your verification needs the camera, which may not work here. Open this page in a browser such as Safari or Chrome to continue.',
    },
    offline: {
      title: 'You’re offline',
      text: 'We’ll continue automatically when you’re back online.',
    },
    rate_limited: {
      title: 'Too many attempts',
      text: 'Please wait. We’ll continue automatically at {time}.',
    },
    signed_out: {
      title: 'You’re signed out',
      text: 'Sign in again to continue. What you’ve submitted is saved.',
    },
    not_found: {
      title: 'We can’t find this verification',
      text: 'It may have been removed, or it belongs to another account. Contact support if you need help.',
    },
    sessions_exhausted: {
      title: 'This verification can’t continue',
      text: 'It has been opened too many times. Contact support to start a new one.',
    },
    recovery_exhausted: {
      title: 'Your verification keeps disconnecting',
      text: 'What you’ve submitted is saved. Try again in a minute.',
    },
    widget_blocked: {
      title: 'Your verification was blocked',
      text: 'This page or your browser blocked it. Try another browser, or contact support.',
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
