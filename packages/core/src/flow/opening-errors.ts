import { invalidInquiryId } from '../client/refusals.ts'
import { ResumableInquiryError } from '../errors.ts'
import type { FlowOptions, InvalidOption } from './options.ts'
import { maxTimerDelay } from './policy.ts'
import type { UnsupportedBrowser } from './unsupported-browser.ts'

/** Returns the error for an option with which no flow can run. */
export function describeInvalidOption(
  name: InvalidOption,
  { inquiryId, loadSdk, recovery, timeouts, customHost }: FlowOptions,
): ResumableInquiryError {
  const milliseconds = `milliseconds, 1 to ${maxTimerDelay}`
  switch (name) {
    case 'inquiryId':
      return invalidInquiryId(inquiryId)
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
