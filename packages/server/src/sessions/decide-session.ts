import {
  type FinishedInquiryStatus,
  isFinishedInquiryStatus,
  type SessionReason,
} from '@resumable-inquiry/core/wire'
import { type Inquiry, isTemplateOutdated } from '../persona/inquiry.ts'

/** Why a decision is due: what the browser said, or that Persona has just refused to resume. */
export type GrantReason = SessionReason | 'refused'

/** What is done with an inquiry whose template has been published anew. */
export type OutdatedTemplate = 'resume' | 'replace'

/**
 * What a person gets, or what must be done to know it.
 *
 * - `read`: ask Persona how the inquiry stands, then decide again
 * - `no_token`: the inquiry can be opened as it is
 * - `live_token`: the token that this person already has for it, else as `resume`
 * - `resume`: a new token from Persona
 * - `finished`: the news that it is over
 * - `replace`: a new inquiry in its stead
 * - `not_found`: nothing
 * - `try_later`: Persona contradicts itself, which passes
 */
export type Grant =
  | { readonly action: 'read' }
  | { readonly action: 'no_token' }
  | { readonly action: 'live_token' }
  | { readonly action: 'resume' }
  | { readonly action: 'finished'; readonly status: FinishedInquiryStatus }
  | { readonly action: 'replace' }
  | { readonly action: 'not_found' }
  | { readonly action: 'try_later' }

/** The part of an inquiry that decides. */
export type GrantedInquiry = Pick<
  Inquiry,
  'status' | 'redactedAt' | 'templateVersionId' | 'latestTemplateVersionId'
>

/**
 * Decides what a person who may open an inquiry gets. Pure, and defined for everything.
 *
 * | inquiry                                 | `start`      | `session_expired`, `session_suspect` | `refused`   |
 * | --------------------------------------- | ------------ | ------------------------------------ | ----------- |
 * | not read yet                            | `read`       | `resume`                             | `read`      |
 * | redacted                                | `not_found`  | `not_found`                          | `not_found` |
 * | finished (completed, failed, decided …) | `finished`   | `finished`                           | `finished`  |
 * | open, template outdated, `replace`      | `replace`    | as below                             | as below    |
 * | `created`                               | `no_token`   | `resume`                             | `no_token`  |
 * | `pending`, or a status unknown here     | `live_token` | `resume`                             | `try_later` |
 * | `expired`                               | `resume`     | `resume`                             | `try_later` |
 * | sessions nearly used up                 | as above     | as above                             | as above    |
 * | sessions wholly used up                 | as above     | as above                             | as above    |
 *
 * A new inquiry can be opened by its id alone; a token is got for it only when the widget evidently
 * wants one. However many of its 25 sessions an inquiry has used, resuming is right: Persona hands one
 * that nobody has used out again, and makes a new one only where there is none; when none can be made
 * it says so, and the person is told `sessions_exhausted`. That it does not come to that is up to the
 * limit of new sessions. An expired inquiry has taken its sessions along, so no live token can be
 * left. A person in the middle of the flow keeps their inquiry, outdated or not.
 *
 * @param inquiry `undefined` as long as it has not been read
 */
export function grant(
  inquiry: GrantedInquiry | undefined,
  reason: GrantReason,
  outdatedTemplate: OutdatedTemplate = 'resume',
): Grant {
  const asksAgain = reason === 'session_expired' || reason === 'session_suspect'
  if (inquiry === undefined) return { action: asksAgain ? 'resume' : 'read' }
  const { status } = inquiry
  if (inquiry.redactedAt !== null) return { action: 'not_found' }
  if (isFinishedInquiryStatus(status)) return { action: 'finished', status }
  if (asksAgain) return { action: 'resume' }
  if (reason === 'refused') return { action: status === 'created' ? 'no_token' : 'try_later' }

  if (outdatedTemplate === 'replace' && isTemplateOutdated(inquiry)) return { action: 'replace' }
  if (status === 'created') return { action: 'no_token' }
  return { action: status === 'expired' ? 'resume' : 'live_token' }
}
