import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Environment } from '../http/environment.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { PersonaError, PersonaErrorStatus } from '../persona-error.ts'

/** The text of a page for an address that cannot be opened. */
export interface Notice {
  readonly status: PersonaErrorStatus | 410
  readonly heading: string
  readonly text: string
}

/** Responds with a page for a notice, styled like the widget. */
export function showNotice(
  context: Context<Environment>,
  { status, heading, text }: Notice,
): Response | Promise<Response> {
  const styleVariant = context.req.query('style-variant') === 'dark' ? 'dark' : 'light'
  const page = html`<!doctype html>
    <html lang="en" data-presentation="page" data-style-variant="${styleVariant}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>${heading}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/widget/assets/styles/theme.css" />
        <link rel="stylesheet" href="/widget/assets/styles/layout.css" />
        <link rel="stylesheet" href="/widget/assets/styles/content.css" />
      </head>
      <body>
        <div class="shell">
          <header class="bar"></header>
          <main>
            <div class="screen">
              <div class="picture">
                <svg class="icon" viewBox="0 0 48 48" aria-hidden="true">
                  <path d="M21 15l5-5a8.5 8.5 0 0112 12l-5 5M27 33l-5 5a8.5 8.5 0 01-12-12l5-5" />
                  <path d="M8 8l32 32" />
                </svg>
              </div>
              <h1>${heading}</h1>
              <p class="lead">${text}</p>
            </div>
          </main>
          <footer class="sandbox">
            <p class="notice">Persona emulator. Made-up data only.</p>
          </footer>
        </div>
      </body>
    </html>`
  return context.html(page, status)
}

/** The notices of one-time links that do not open. */
export const linkNotices: Readonly<Record<'unknown' | 'used' | 'over', Notice>> = {
  unknown: {
    status: 404,
    heading: 'We don’t recognize this link',
    text: 'Check that the whole address was copied, or ask for a new link.',
  },
  used: {
    status: 410,
    heading: 'This link has already been used',
    text: 'For your security, a link works only once. Ask for a new one. What you’ve submitted is saved.',
  },
  over: {
    status: 410,
    heading: 'This link is no longer valid',
    text: 'It has expired, or the verification is finished. If something is left to do, ask for a new link.',
  },
}

export const badRedirectUri: Notice = {
  status: 400,
  heading: 'This address cannot be opened',
  text: 'Its redirect-uri is not allowed. Use a full address, such as https://example.com/done or myapp://done, with special characters escaped.',
}

export const tooManySessions: Notice = {
  status: 403,
  heading: 'This verification cannot be opened',
  text: 'It has been opened too many times. Go back and start a new verification.',
}

/** Returns the notice for an inquiry that cannot be resumed. */
export function cannotOpen({ status, message }: PersonaError): Notice {
  if (status === 403) return tooManySessions
  return { status, heading: 'This verification cannot be opened', text: `${message}.` }
}

export const failure: Notice = {
  status: 500,
  heading: 'Something went wrong',
  text: 'The emulator failed. See its output.',
}

/** Returns the notice for a `/verify` address that names no inquiry or template, or `null`. */
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
