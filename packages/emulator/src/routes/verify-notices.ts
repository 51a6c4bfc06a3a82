import type { PersonaError } from '../persona-error.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { Notice } from './notice-page.ts'

/** Why a one-time link opens nothing. */
export const linkNotices: Readonly<Record<'unknown' | 'used' | 'over', Notice>> = {
  unknown: {
    status: 404,
    heading: 'This link is not known',
    text: 'Check that the whole address was copied, or ask for a new link.',
  },
  used: {
    status: 410,
    heading: 'This link was used already',
    text: 'For your security it opens only once. Ask for a new link; what you have answered so far is kept.',
  },
  over: {
    status: 410,
    heading: 'This link is no longer valid',
    text: 'Its time is over, or the verification is finished. If something is left to do, ask for a new link.',
  },
}

export const badRedirectUri: Notice = {
  status: 400,
  heading: 'This address cannot be opened',
  text: 'Its redirect-uri is not an address that a person may be led to. Give a whole one, such as https://example.com/done or myapp://done, with special characters escaped.',
}

export const tooManySessions: Notice = {
  status: 403,
  heading: 'This verification cannot be opened',
  text: 'It has been opened as often as it may be. Go back to where you started and begin anew.',
}

/** Why Persona would not resume an inquiry, for the page's own button. */
export function cannotOpen({ status, message }: PersonaError): Notice {
  if (status === 403) return tooManySessions
  return { status, heading: 'This verification cannot be opened', text: `${message}.` }
}

export const failure: Notice = {
  status: 500,
  heading: 'Something went wrong',
  text: 'The emulator failed; see its output.',
}

/** Why an address with neither a code nor anything else that helps opens nothing. */
export function noticeAbout({ store }: EmulatorContext, query: URLSearchParams): Notice | null {
  const inquiryId = query.get('inquiry-id')
  const templateId = query.get('inquiry-template-id') ?? query.get('template-id')
  const versionId = query.get('inquiry-template-version-id')
  const namesTemplate = templateId !== null || versionId !== null
  if ((inquiryId !== null) === namesTemplate) {
    return {
      status: 400,
      heading: 'This address cannot be opened',
      text: 'It needs either an inquiry-id, or an inquiry-template-id for a new inquiry.',
    }
  }
  if (inquiryId !== null && !store.inquiries.has(inquiryId)) {
    return unknown('No inquiry has this inquiry-id.')
  }
  const isUnknown =
    (templateId !== null && templateId !== store.template.id) ||
    (versionId !== null && !store.template.versions.some(({ id }) => id === versionId))
  return isUnknown ? unknown('No published template has this id.') : null
}

function unknown(text: string): Notice {
  return { status: 404, heading: 'There is no such verification', text }
}
