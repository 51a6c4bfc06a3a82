import { ResumableInquiryError } from '../errors.ts'

/** The error for sessions that die again and again. */
export function recoveryExhausted(): ResumableInquiryError {
  return new ResumableInquiryError(
    'recovery_exhausted',
    'The session was renewed several times and died again each time, so no more of the few that Persona allows are spent. Look at the inquiry in the Persona dashboard; retry() starts over.',
  )
}

/** The error for a widget that never became ready. */
export function widgetUnreachable(): ResumableInquiryError {
  return new ResumableInquiryError(
    'widget_unreachable',
    'The Persona widget was loaded twice and did not become ready. Check that the page may reach Persona, and that its address is on the list of allowed domains of the template.',
  )
}

/** The error for a widget that reported trouble of its own. */
export function widgetFailed(
  code: 'application_error' | 'unknown',
  status: number,
): ResumableInquiryError {
  return new ResumableInquiryError(
    code,
    `The Persona widget reported an error of its own (${code}, status ${status}). Try again later; if it stays, ask Persona.`,
  )
}

/** The error for a widget that refuses what it was given. */
export function widgetRefused(code: 'invalid_config' | 'inactive_template'): ResumableInquiryError {
  const messages = {
    invalid_config:
      "The Persona widget refused its options. Check the options given to the flow against Persona's list of parameters.",
    inactive_template:
      "The inquiry's template has no published version, so it cannot be opened. Publish the template in the Persona dashboard.",
  }
  return new ResumableInquiryError(code, messages[code])
}
