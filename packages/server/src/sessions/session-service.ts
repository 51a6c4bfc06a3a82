import type { InquirySession, SessionReason, TokenSession } from '@resumable-inquiry/core/wire'
import { type GrantReason, grant, type OutdatedTemplate } from './decide-session.ts'
import type { Limits } from '../rate-limit/limits.ts'
import type { Inquiry } from '../persona/inquiry.ts'
import type { PersonaApi } from '../persona/persona-api.ts'
import { PersonaApiError } from '../persona/persona-api-error.ts'
import { readTokenExpiry } from '../persona/read-token-expiry.ts'
import { Refusal } from '../http/problem.ts'
import type { LiveSession, SessionMemory, SessionOwner } from './session-store.ts'
import { createSingleFlight } from '../single-flight.ts'

/** A person who may open an inquiry asks for a session. */
export interface SessionQuestion {
  readonly owner: SessionOwner
  readonly reason: SessionReason
  /** The live session that the person had when the question arrived. */
  readonly before: LiveSession | undefined
  /** How the inquiry stands, where that is known already. */
  readonly inquiry?: Inquiry | undefined
  readonly outdatedTemplate: OutdatedTemplate
}

/** What came of the question: a session, or why the person needs another inquiry. */
export type SessionAnswer =
  | {
      readonly kind: 'granted'
      readonly outcome: 'token_minted' | 'token_reused' | 'no_token_needed' | 'finished'
      readonly session: InquirySession
      /** Persona's id of the last call that was made for it. */
      readonly requestId: string | undefined
    }
  | { readonly kind: 'gone' }
  | { readonly kind: 'outdated' }

/** Hands out sessions: does what `grant` decides, and mints no more than it must. */
export interface SessionDesk {
  /** The live session that this person already has. */
  look(owner: SessionOwner): Promise<LiveSession | undefined>
  ask(question: SessionQuestion): Promise<SessionAnswer>
  /**
   * Resumes an inquiry. All who want that at the same time share one call.
   *
   * A session keeps the deadline that it was created with. Persona may hand one out again that no
   * widget has loaded with, and says only when the inquiry expires, which may be later by then. So
   * the deadline is the earliest of what is known: that of the same token when it was handed out
   * before, the inquiry's expiry, and the token's own `exp` where it can be read.
   *
   * @param before the live session that the person had
   * @see https://docs.withpersona.com/resuming-inquiries
   */
  resume(owner: SessionOwner, before?: LiveSession): Promise<ResumedSession>
  /** Forgets the person's session for an inquiry that is over. */
  forget(owner: SessionOwner): Promise<void>
}

type ResumedSession = LiveSession & Pick<TokenSession, 'status'> & Pick<Inquiry, 'requestId'>

/** Makes the desk over Persona, the memory of live sessions, and the limits. */
export function createSessionDesk(
  persona: PersonaApi,
  memory: SessionMemory,
  limits: Limits,
): SessionDesk {
  const shareResume = createSingleFlight<ResumedSession>()

  const resume = (owner: SessionOwner, before?: LiveSession): Promise<ResumedSession> =>
    shareResume(`${owner.inquiryId} ${owner.subjectId}`, async () => {
      const { inquiry, sessionToken } = await limits.countSession(
        owner,
        () => persona.resumeInquiry(owner.inquiryId),
        (resumed) => resumed.sessionToken !== before?.sessionToken,
      )
      const expiresAt = earliestAhead(
        before?.sessionToken === sessionToken ? before.expiresAt : null,
        inquiry.expiresAt,
        readTokenExpiry(sessionToken),
      )
      const session = { sessionToken, expiresAt }
      await memory.set(owner, session)
      const { requestId } = inquiry
      const status = inquiry.status === 'created' ? 'created' : 'pending'
      return { ...session, status, requestId }
    })

  async function ask(question: SessionQuestion): Promise<SessionAnswer> {
    const { owner, before, outdatedTemplate } = question
    const { inquiryId } = owner
    let { inquiry } = question
    let reason: GrantReason = question.reason
    let requestId = inquiry?.requestId
    if (reason === 'session_expired') await forgetDead(owner, before)

    for (;;) {
      const decision = grant(inquiry, reason, outdatedTemplate)
      switch (decision.action) {
        case 'read': {
          const read = await failureOf(['not_found'], persona.retrieveInquiry(inquiryId))
          if (typeof read === 'string') return await gone(owner)
          inquiry = read
          requestId = read.requestId
          break
        }
        case 'live_token':
        case 'resume': {
          const live = await memory.get(owner)
          // A session that was minted since the question arrived is newer than its complaint.
          const isNew = live?.sessionToken !== before?.sessionToken
          if (live !== undefined && (isNew || decision.action === 'live_token')) {
            const session = { ...live, status: 'pending' as const, requestId }
            return withToken(inquiryId, session, 'token_reused')
          }
          const resumed = await failureOf(['not_found', 'conflict'], resume(owner, before))
          if (resumed === 'not_found') return await gone(owner)
          if (resumed !== 'conflict') return withToken(inquiryId, resumed, 'token_minted')
          inquiry = undefined
          reason = 'refused'
          break
        }
        case 'no_token':
          return {
            kind: 'granted',
            outcome: 'no_token_needed',
            session: { inquiryId, status: 'created', ...noToken },
            requestId,
          }
        case 'finished':
          await memory.delete(owner)
          return {
            kind: 'granted',
            outcome: 'finished',
            session: { inquiryId, status: decision.status, ...noToken },
            requestId,
          }
        case 'replace':
          return { kind: 'outdated' }
        case 'not_found':
          return await gone(owner)
        case 'try_later':
          throw new Refusal('persona_unavailable', {
            retryAfter: 1,
            cause: new Error(`Persona did not resume ${inquiryId}, which it calls open.`),
          })
      }
    }
  }

  async function gone(owner: SessionOwner): Promise<SessionAnswer> {
    await memory.delete(owner)
    return { kind: 'gone' }
  }

  async function forgetDead(owner: SessionOwner, dead: LiveSession | undefined): Promise<void> {
    const live = await memory.get(owner)
    if (live?.sessionToken === dead?.sessionToken) await memory.delete(owner)
  }

  return {
    look: (owner) => memory.get(owner),
    ask,
    resume,
    forget: (owner) => memory.delete(owner),
  }
}

const noToken = { sessionToken: null, expiresIn: null } as const

function withToken(
  inquiryId: string,
  { sessionToken, expiresAt, status, requestId }: ResumedSession,
  outcome: 'token_minted' | 'token_reused',
): SessionAnswer {
  const expiresIn = expiresAt === null ? null : Math.floor((expiresAt - Date.now()) / 1000)
  const session = { inquiryId, status, sessionToken, expiresIn }
  return { kind: 'granted', outcome, session, requestId }
}

// A deadline in the past, from a clock that is wrong, would make the browser ask again and again.
function earliestAhead(...deadlines: readonly (number | null)[]): number | null {
  const known = deadlines.filter((deadline) => deadline !== null)
  const ahead = known.filter((deadline) => deadline > Date.now())
  return ahead.length === 0 ? null : Math.min(...ahead)
}

/** What was promised, or the kind of Persona's refusal where that is one of the expected. */
async function failureOf<Result extends object, Kind extends PersonaApiError['kind']>(
  expected: readonly Kind[],
  promise: Promise<Result>,
): Promise<Result | Kind> {
  try {
    return await promise
  } catch (error) {
    const kind = expected.find(
      (candidate) => error instanceof PersonaApiError && error.kind === candidate,
    )
    if (kind === undefined) throw error
    return kind
  }
}
