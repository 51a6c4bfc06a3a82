import type { ErrorMessage, Messages } from './plain-messages.ts'

const slow: ErrorMessage = {
  title: 'This is taking too long',
  text: 'Your verification didn’t load. What you’ve submitted is saved. Try again in a minute.',
}

const permanent: ErrorMessage = {
  title: 'We can’t open your verification',
  text: 'Something is wrong on our side, and trying again won’t help. Please contact support.',
}

const passing: ErrorMessage = {
  title: 'Something went wrong',
  text: 'Your verification isn’t available right now. What you’ve submitted is saved. Try again in a minute.',
}

/** The English texts of errors. They hold nothing technical, since the person cannot act on it. */
export const errorMessages: Pick<Messages, 'tryAnyway' | 'errors'> = {
  tryAnyway: 'Try anyway',
  errors: {
    unsupported_browser: {
      title: 'Open this page in your browser',
      text: 'Your verification needs the camera, which may not work here. Open this page in a browser such as Safari or Chrome to continue.',
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
    invalid_request: permanent,
    cross_site: permanent,
    invalid_response: permanent,
    invalid_config: permanent,
    inactive_template: permanent,
    offline: {
      title: 'You’re offline',
      text: 'We’ll continue automatically when you’re back online.',
    },
    persona_unavailable: passing,
    application_error: passing,
    unknown: passing,
  },
}
