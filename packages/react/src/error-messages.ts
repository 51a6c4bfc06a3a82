import type { ErrorMessage, Messages, PlainErrorCode } from './plain-messages.ts'

const slow: ErrorMessage = {
  title: 'This is taking too long',
  text: 'Your verification did not load in time. What you have sent so far is safe. Try again in a minute.',
}

const permanent: ErrorMessage = {
  title: 'This cannot be opened',
  text: 'Something is not set up correctly on our side, and trying again will not help. Please contact support.',
}

/** The English texts of errors that `plain-messages.ts` has none for. */
export const errorMessages: Omit<Messages['errors'], PlainErrorCode> = {
  unsupported_browser: {
    title: 'Open this page in your browser',
    text: 'Your verification needs the camera, and may not work here. Open this page in a browser such as Safari or Chrome, and go on there.',
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
  invalid_request: permanent,
  cross_site: permanent,
  invalid_response: permanent,
  invalid_config: permanent,
  inactive_template: permanent,
}
