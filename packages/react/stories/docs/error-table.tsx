import { ResumableInquiryError, type ResumableInquiryErrorCode } from '@resumable-inquiry/react'
import { defaultMessages } from '@resumable-inquiry/react/messages'
import { Markdown } from '@storybook/addon-docs/blocks'
import type { ReactElement } from 'react'

/** Why each error comes. */
const causes: Readonly<Record<ResumableInquiryErrorCode, string>> = {
  unsupported_browser: 'An in-app browser, or one without a camera. The person may try anyway.',
  offline: 'The browser has no connection. The flow continues when it is back.',
  timeout: 'The back end did not respond in time (`timeouts.session`).',
  rate_limited: 'Too many requests. The flow retries at the time that the text names.',
  signed_out:
    'Your back end does not know who is asking. `retry()` helps once the person has signed in.',
  not_found: 'The inquiry does not exist, or belongs to another person.',
  sessions_exhausted: 'Persona gives no more sessions for this inquiry: 25 by default.',
  recovery_exhausted: 'The session expired again after each of `recovery.maxAttempts` recoveries.',
  persona_unavailable: 'Your back end or Persona could not be reached, after three tries.',
  widget_unreachable: 'The widget did not become ready in time (`timeouts.frame`), twice.',
  widget_blocked: 'The page’s Content-Security-Policy blocks the widget.',
  sdk_unavailable: 'The `persona` package could not be loaded.',
  application_error: 'The widget reported an error of its own, twice.',
  unknown: 'An error that nothing else describes, such as one thrown by your `fetchSession`.',
  invalid_request: 'Your back end refused the request as malformed.',
  cross_site: 'Your back end does not allow requests from this origin.',
  invalid_response: 'What your back end responded is no session: is the handler mounted there?',
  invalid_config: 'A prop has a value with which no flow can run.',
  inactive_template: 'The inquiry’s template has no published version.',
}

/** Lists every code, with what causes it and what the person reads. */
export function ErrorTable(): ReactElement {
  const rows = Object.entries(causes).map(([name, cause]) => {
    const code = name as ResumableInquiryErrorCode
    const story = `./?path=/story/errors--${code.replaceAll('_', '-')}`
    const retry = new ResumableInquiryError(code, '').retryable ? 'yes' : 'no'
    return `| [\`${code}\`](${story}) | ${cause} | “${defaultMessages.errors[code].title}” | ${retry} |`
  })
  const head = ['| code | cause | the person reads | `retry()` |', '| --- | --- | --- | --- |']
  return <Markdown>{[...head, ...rows].join('\n')}</Markdown>
}
