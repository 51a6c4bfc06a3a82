import type { InquirySession, SessionReason, TokenSession } from '@resumable-inquiry/core/wire'
import { getIn } from '../get-in.ts'
import { ProblemError } from '../http/problem.ts'
import type { Inquiry } from '../persona/inquiry.ts'
import type { PersonaCaller } from '../persona/call-pacer/leases.ts'
import type { PersonaApi, RetrieveInquiryOptions } from '../persona/persona-api.ts'
import { PersonaApiError } from '../persona/persona-api-error.ts'
import type { Limits } from '../rate-limit/limits.ts'
import { createSingleFlight } from '../single-flight.ts'
import {
  decideSession,
  type OutdatedTemplate,
  type SessionDecisionReason,
} from './decide-session.ts'
import type { SessionOwner, SessionStore, StoredSession } from './session-store.ts'

/** A request for a session by a person who may open the inquiry. */
export interface IssueRequest {
  readonly owner: SessionOwner
  readonly caller: PersonaCaller
  readonly reason: SessionReason
  /** The owner's stored session when the request arrived. */
  readonly previous: StoredSession | undefined
  /** The inquiry, if it was read already. */
  readonly inquiry?: Inquiry | undefined
  readonly outdatedTemplate: OutdatedTemplate
}

/** A session, or why the person needs another inquiry. */
export type IssueResult =
  | {
      readonly kind: 'issued'
      readonly outcome: 'token_minted' | 'token_reused' | 'no_token_needed' | 'finished'
      readonly session: InquirySession
      /** Persona's id of the last call made for it. */
      readonly requestId: string | undefined
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'outdated' }

/** Issues sessions: carries out what `decideSession` decides, and creates as few as possible. */
export interface SessionService {
  /** Returns the owner's stored session. */
  get(owner: SessionOwner): Promise<StoredSession | undefined>
  issue(request: IssueRequest): Promise<IssueResult>
  /**
   * Resumes an inquiry. Concurrent calls for one owner share one call to Persona.
   *
   * A session keeps the deadline that it was created with. Persona may return an unused session again,
   * and only says when the inquiry expires, which may be later by then. So the deadline is the earliest
   * one known: that of the same token when it was handed out before, the inquiry's expiry, and the
   * token's own `exp`, if it can be read.
   *
   * @param previous the owner's stored session when the request arrived
   * @see https://docs.withpersona.com/resuming-inquiries
   */
  resume(
    owner: SessionOwner,
    caller: PersonaCaller,
    previous?: StoredSession,
  ): Promise<ResumedSession>
  /** Drops the owner's stored session. */
  invalidate(owner: SessionOwner): Promise<void>
}

type ResumedSession = StoredSession & Pick<TokenSession, 'status'> & Pick<Inquiry, 'requestId'>

/** What a session service works with. */
export interface SessionServiceOptions {
  readonly persona: Pick<PersonaApi, 'resumeInquiry'>
  readonly getInquiry: (inquiryId: string, options: RetrieveInquiryOptions) => Promise<Inquiry>
  readonly store: SessionStore
  readonly limits: Limits
}

/** Creates a session service. */
export function createSessionService(options: SessionServiceOptions): SessionService {
  const { persona, getInquiry, store, limits } = options
  const shareResume = createSingleFlight<ResumedSession>()

  const resume: SessionService['resume'] = (owner, caller, previous) =>
    shareResume(`${owner.inquiryId} ${owner.subjectId}`, async () => {
      const { inquiry, sessionToken } = await limits.countSession(
        owner,
        () => persona.resumeInquiry(owner.inquiryId, { caller }),
        (resumed) => resumed.sessionToken !== previous?.sessionToken,
      )
      const expiresAt = getEarliestFuture(
        previous?.sessionToken === sessionToken ? previous.expiresAt : null,
        inquiry.expiresAt,
        getTokenExpiry(sessionToken),
      )
      const session = { sessionToken, expiresAt }
      await store.set(owner, session)
      const { requestId } = inquiry
      const status = inquiry.status === 'created' ? 'created' : 'pending'
      return { ...session, status, requestId }
    })

  async function issue(request: IssueRequest): Promise<IssueResult> {
    const { owner, caller, previous, outdatedTemplate } = request
    const { inquiryId } = owner
    let { inquiry } = request
    let reason: SessionDecisionReason = request.reason
    let requestId = inquiry?.requestId
    if (reason === 'session_expired') await invalidateIfUnchanged(owner, previous)

    for (;;) {
      const decision = decideSession(inquiry, reason, outdatedTemplate)
      switch (decision.action) {
        case 'read': {
          const read = await catchKinds(['not_found'], getInquiry(inquiryId, { caller }))
          if (typeof read === 'string') return await toAbsent(owner)
          inquiry = read
          requestId = read.requestId
          break
        }
        case 'stored_token':
        case 'resume': {
          const stored = await store.get(owner)
          // Another request may have replaced the session that this one complains about.
          const isNewer = stored?.sessionToken !== previous?.sessionToken
          if (stored !== undefined && (isNewer || decision.action === 'stored_token')) {
            const session = { ...stored, status: 'pending' as const, requestId }
            return toTokenResult(inquiryId, session, 'token_reused')
          }
          const resumed = await catchKinds(
            ['not_found', 'conflict'],
            resume(owner, caller, previous),
          )
          if (resumed === 'not_found') return await toAbsent(owner)
          if (resumed !== 'conflict') return toTokenResult(inquiryId, resumed, 'token_minted')
          inquiry = undefined
          reason = 'refused'
          break
        }
        case 'no_token':
          return {
            kind: 'issued',
            outcome: 'no_token_needed',
            session: { inquiryId, status: 'created', ...noToken },
            requestId,
          }
        case 'finished':
          await store.delete(owner)
          return {
            kind: 'issued',
            outcome: 'finished',
            session: { inquiryId, status: decision.status, ...noToken },
            requestId,
          }
        case 'replace':
          return { kind: 'outdated' }
        case 'try_later':
          throw new ProblemError('persona_unavailable', {
            retryAfter: 1,
            cause: new Error(`Persona did not resume ${inquiryId}, which it calls open.`),
          })
      }
    }
  }

  async function toAbsent(owner: SessionOwner): Promise<IssueResult> {
    await store.delete(owner)
    return { kind: 'absent' }
  }

  async function invalidateIfUnchanged(
    owner: SessionOwner,
    expired: StoredSession | undefined,
  ): Promise<void> {
    const stored = await store.get(owner)
    if (stored?.sessionToken === expired?.sessionToken) await store.delete(owner)
  }

  return {
    get: (owner) => store.get(owner),
    issue,
    resume,
    invalidate: (owner) => store.delete(owner),
  }
}

const noToken = { sessionToken: null, expiresIn: null } as const

function toTokenResult(
  inquiryId: string,
  { sessionToken, expiresAt, status, requestId }: ResumedSession,
  outcome: 'token_minted' | 'token_reused',
): IssueResult {
  const expiresIn = expiresAt === null ? null : Math.floor((expiresAt - Date.now()) / 1000)
  const session = { inquiryId, status, sessionToken, expiresIn }
  return { kind: 'issued', outcome, session, requestId }
}

// Ignore deadlines in the past, which come from a wrong clock: the browser would recover in a loop.
function getEarliestFuture(...deadlines: readonly (number | null)[]): number | null {
  const known = deadlines.filter((deadline) => deadline !== null)
  const future = known.filter((deadline) => deadline > Date.now())
  return future.length === 0 ? null : Math.min(...future)
}

/**
 * Returns a session token's `exp` in milliseconds since 1970, or `null` if it cannot be read. Use it as
 * an upper bound only: Persona's sample token is a JSON Web Token, but the format is undocumented.
 *
 * @see https://docs.withpersona.com/reference/apiv1inquiriesinquiry-idresume
 */
export function getTokenExpiry(sessionToken: string): number | null {
  const [, payload = ''] = sessionToken.split('.')
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    const expiry = getIn(claims, 'exp')
    return typeof expiry === 'number' && Number.isFinite(expiry) ? expiry * 1000 : null
  } catch {
    return null
  }
}

/** Returns what the promise resolves to, or the kind of an expected Persona error. */
async function catchKinds<Result extends object, Kind extends PersonaApiError['kind']>(
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
