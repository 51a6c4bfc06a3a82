import {
  type FinishedInquiryStatus,
  isFinishedInquiryStatus,
  type SessionReason,
} from '@resumable-inquiry/core/wire'
import type { Inquiry } from '../persona/inquiry.ts'

/** Why to decide: the browser's reason, or `refused` after Persona refused to resume. */
export type SessionDecisionReason = SessionReason | 'refused'

/** What to do with an inquiry whose template has a newer version. */
export type OutdatedTemplate = 'resume' | 'replace'

/**
 * What a person gets, or what to do before deciding again.
 *
 * - `read`: retrieve the inquiry from Persona, then decide again
 * - `no_token`: open the inquiry by its id alone
 * - `stored_token`: hand out the person's stored session; without one, as `resume`
 * - `resume`: get a token from Persona
 * - `finished`: report the final status
 * - `replace`: create another inquiry in its place
 * - `try_later`: report a temporary failure, since Persona contradicts itself
 */
export type SessionDecision =
  | { readonly action: 'read' }
  | { readonly action: 'no_token' }
  | { readonly action: 'stored_token' }
  | { readonly action: 'resume' }
  | { readonly action: 'finished'; readonly status: FinishedInquiryStatus }
  | { readonly action: 'replace' }
  | { readonly action: 'try_later' }

/** The part of an inquiry that the decision depends on. */
export type InquiryState = Pick<Inquiry, 'status' | 'templateVersionId' | 'latestTemplateVersionId'>

/**
 * Decides what a person who may open an inquiry gets. Pure and total. A redacted inquiry never gets
 * here: it is read as absent.
 *
 * | inquiry                                 | `start`        | `session_expired`, `session_suspect` | `refused`   |
 * | --------------------------------------- | -------------- | ------------------------------------ | ----------- |
 * | not read yet                            | `read`         | `resume`                             | `read`      |
 * | finished (completed, failed, decided …) | `finished`     | `finished`                           | `finished`  |
 * | open, template outdated, `replace`      | `replace`      | as below                             | as below    |
 * | `created`                               | `no_token`     | `resume`                             | `no_token`  |
 * | `pending`, or an unknown status         | `stored_token` | `resume`                             | `try_later` |
 * | `expired`                               | `resume`       | `resume`                             | `try_later` |
 *
 * A new inquiry opens by its id alone; it gets a token only after the widget has asked for one. Resuming
 * is right however many of the 25 sessions are used: Persona returns an unused session again, creates
 * one only if there is none, and reports when it cannot, which becomes `sessions_exhausted`. The limit
 * of new sessions keeps a person from getting there. An expired inquiry has no valid session left, so
 * there is nothing to hand out again. A person in the middle of the flow keeps an outdated inquiry.
 *
 * @param inquiry `undefined` before it has been read
 */
export function decideSession(
  inquiry: InquiryState | undefined,
  reason: SessionDecisionReason,
  outdatedTemplate: OutdatedTemplate = 'resume',
): SessionDecision {
  const isRecovery = reason === 'session_expired' || reason === 'session_suspect'
  if (inquiry === undefined) return { action: isRecovery ? 'resume' : 'read' }
  const { status } = inquiry
  if (isFinishedInquiryStatus(status)) return { action: 'finished', status }
  if (isRecovery) return { action: 'resume' }
  if (reason === 'refused') return { action: status === 'created' ? 'no_token' : 'try_later' }

  if (outdatedTemplate === 'replace' && isTemplateOutdated(inquiry)) return { action: 'replace' }
  if (status === 'created') return { action: 'no_token' }
  return { action: status === 'expired' ? 'resume' : 'stored_token' }
}

/** Returns whether the template has a newer version than the one the inquiry was created with. */
export function isTemplateOutdated({
  templateVersionId,
  latestTemplateVersionId,
}: InquiryState): boolean {
  if (templateVersionId === null || latestTemplateVersionId === null) return false
  return templateVersionId !== latestTemplateVersionId
}
