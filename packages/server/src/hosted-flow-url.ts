import { isInquiryId } from '@resumable-inquiry/core/wire'
import { parseRedirectUri } from './http/router.ts'

/** What {@link hostedFlowUrl} puts into the address. */
export interface HostedFlowOptions {
  readonly inquiryId: string
  /** Left out for an inquiry that is new. With it, redirect to the address: show or store it nowhere. */
  readonly sessionToken?: string | undefined
  /** Where Persona returns to after the last step. It has to be allowed at Persona. */
  readonly redirectUri?: string | undefined
  /** Persona's host, such as an organization's own. @default 'https://inquiry.withpersona.com' */
  readonly baseUrl?: string | undefined
}

/**
 * Returns the address of an inquiry in Persona's hosted flow, for a redirect that a back end responds
 * with: a session token has no business in a page, in its history or in a referrer.
 *
 * @example
 * const location = hostedFlowUrl({ inquiryId, sessionToken, redirectUri: 'https://app.example/done' })
 * return new Response(null, { status: 303, headers: { location, 'referrer-policy': 'no-referrer' } })
 * @throws {TypeError} for an id, an address or a base URL that is none
 * @see https://docs.withpersona.com/hosted-flow
 */
export function hostedFlowUrl({
  inquiryId,
  sessionToken,
  redirectUri,
  baseUrl = 'https://inquiry.withpersona.com',
}: HostedFlowOptions): string {
  if (!isInquiryId(inquiryId)) {
    throw new TypeError('inquiryId must begin with inq_ and hold letters, digits, _ and - only.')
  }
  const url = new URL('/verify', baseUrl)
  url.searchParams.set('inquiry-id', inquiryId)
  if (sessionToken !== undefined) url.searchParams.set('session-token', sessionToken)
  if (redirectUri !== undefined) {
    url.searchParams.set('redirect-uri', parseRedirectUri(redirectUri))
  }
  return url.href
}
