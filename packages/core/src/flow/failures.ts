import { ResumableInquiryError } from '../errors.ts'
import type { FrameError } from '../frame/frame.ts'
import type { InvalidOption, UnsupportedBrowser } from './opening-checks.ts'
import type { FlowOptions } from './options.ts'
import { maxTimerDelay } from './policy.ts'

/** What to do about an error that the widget reports. */
export type FrameFailure =
  /** The session has expired, or the back end has to say what the inquiry has become. */
  | { action: 'renew' }
  /** Load the frame again with the same session, or fail with the error. */
  | { action: 'reload'; error: ResumableInquiryError }
  /** The widget cannot work. */
  | { action: 'fail'; error: ResumableInquiryError }
  /** Noise once the widget is ready; before that, it cannot work. */
  | { action: 'fail_before_ready'; error: ResumableInquiryError }
  | { action: 'ignore' }

/**
 * Classifies an error of the widget. Persona documents no code for an expired or a finished inquiry,
 * so 401, 403 and 409 leave the decision to the back end.
 */
export function classifyFrameError({ status, code }: FrameError): FrameFailure {
  if (code === 'unauthenticated' || status === 401 || status === 403 || status === 409) {
    return { action: 'renew' }
  }
  if (code === 'application_error') {
    return { action: 'reload', error: widgetFailed(code, status) }
  }
  if (code === 'unknown' && (status === 0 || status >= 500)) {
    return { action: 'reload', error: widgetFailed(code, status) }
  }
  if (code === 'invalid_config' || code === 'inactive_template') {
    return { action: 'fail', error: widgetRefused(code) }
  }
  if (code === 'camera_error') return { action: 'ignore' }
  return { action: 'fail_before_ready', error: widgetFailed('unknown', status) }
}

/** The error for sessions that expire again and again. */
export function recoveryExhausted(): ResumableInquiryError {
  return new ResumableInquiryError(
    'recovery_exhausted',
    'The session expired again after several renewals, so the flow stopped before it used up the sessions that Persona allows. Check the inquiry in the Persona dashboard; retry() starts over.',
  )
}

/** The error for a widget that never became ready. `isIsolated` is the page's `crossOriginIsolated`. */
export function widgetUnreachable(isIsolated: boolean): ResumableInquiryError {
  return new ResumableInquiryError(
    'widget_unreachable',
    isIsolated
      ? 'The Persona widget did not become ready, and the page is cross-origin isolated. A Cross-Origin-Embedder-Policy header, "credentialless" too, makes the browser block every frame that does not send the header itself: serve the page that shows the flow without it.'
      : 'The Persona widget was loaded twice and did not become ready. Check that the page may reach Persona, that its address is on the list of allowed domains of the template, and that it sends no Cross-Origin-Embedder-Policy header.',
  )
}

function widgetFailed(
  code: 'application_error' | 'unknown',
  status: number,
): ResumableInquiryError {
  return new ResumableInquiryError(
    code,
    `The Persona widget reported an internal error (${code}, status ${status}). Try again later, and contact Persona if it persists.`,
  )
}

function widgetRefused(code: 'invalid_config' | 'inactive_template'): ResumableInquiryError {
  const messages = {
    invalid_config:
      "The Persona widget refused its options. Check the options given to the flow against Persona's list of parameters.",
    inactive_template:
      "The inquiry's template has no published version, so it cannot be opened. Publish the template in the Persona dashboard.",
  }
  return new ResumableInquiryError(code, messages[code])
}

/** Returns the error for an option with which no flow can run. */
export function describeInvalidOption(
  name: InvalidOption,
  { loadSdk, recovery, timeouts, customHost }: FlowOptions,
): ResumableInquiryError {
  const milliseconds = `milliseconds, 1 to ${maxTimerDelay}`
  switch (name) {
    case 'loadSdk':
      return invalidOption(name, loadSdk, "a function such as () => import('persona')")
    case 'recovery.maxAttempts':
      return invalidOption(name, recovery?.maxAttempts, 'a whole number above 0')
    case 'timeouts.session':
      return invalidOption(name, timeouts?.session, milliseconds)
    case 'timeouts.frame':
      return invalidOption(name, timeouts?.frame, milliseconds)
    case 'customHost':
      return invalidConfig(
        `customHost is ${JSON.stringify(customHost)}, which the persona SDK cannot use. Give a host without protocol and path, such as "verify.example.com"; a local one is spelled "localhost:4010".`,
      )
  }
}

function invalidOption(name: string, value: unknown, expected: string): ResumableInquiryError {
  const found = typeof value === 'number' ? String(value) : `of type ${typeof value}`
  return invalidConfig(`${name} is ${found}. Give ${expected}, or leave it out.`)
}

function invalidConfig(message: string): ResumableInquiryError {
  return new ResumableInquiryError('invalid_config', message)
}

/** Returns the error for a browser in which the widget is known not to work. */
export function describeUnsupportedBrowser(found: UnsupportedBrowser): ResumableInquiryError {
  const finding =
    found.reason === 'inside_app'
      ? `The page is shown inside another app (${found.sign}), where the Persona widget fails.`
      : 'This browser has no camera API (navigator.mediaDevices), which the Persona widget needs.'
  return new ResumableInquiryError(
    'unsupported_browser',
    `${finding} No session was requested. Let the person open the page in their browser; retry() tries anyway. An app whose own WebView shows this page turns the check off with browserCheck: false.`,
  )
}
