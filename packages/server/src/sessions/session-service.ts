import type { InquirySession, SessionReason, TokenSession } from '@resumable-inquiry/core/wire'
import { ProblemError } from '../http/problem.ts'
import type { Inquiry } from '../persona/inquiry.ts'
import type { PersonaCalls } from '../persona/persona-api.ts'
import { PersonaApiError } from '../persona/persona-api-error.ts'
import type { Limits } from '../rate-limit/rate-limit.ts'
import {
  decideSession,
  type OutdatedTemplate,
  type SessionDecisionReason,
} from './decide-session.ts'
import {
  endSession,
  type FailOpenStore,
  getTokenClaims,
  hashToken,
  type LiveSession,
  replaceSession,
  type SessionLookup,
  type TokenClaims,
} from './fail-open-store.ts'
import type { SessionOwner } from './session-store.ts'

/** What a browser asks for. */
export interface SessionQuery {
  readonly reason: SessionReason
  /** Names the token that has expired or is suspected. */
  readonly tokenHash: string | undefined
}

/** A request for a session by a person who may open the inquiry. */
export interface IssueRequest extends SessionQuery {
  readonly owner: SessionOwner
  /** What was known of the owner's sessions when the request arrived. */
  readonly previous: SessionLookup
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
  /** Returns what is known of the owner's sessions. */
  get(owner: SessionOwner): Promise<SessionLookup>
  issue(request: IssueRequest): Promise<IssueResult>
  /**
   * Resumes an inquiry. Concurrent calls for one owner share one call to Persona.
   *
   * A session keeps the deadline that it was created with. Persona may return an unused session again,
   * and only says when the inquiry expires, which may be later by then. So the deadline is the earliest
   * one known: that of the same token when it was handed out before, the inquiry's expiry, and the
   * token's own `exp`, if it can be read.
   *
   * @param last the owner's last session
   * @see https://docs.withpersona.com/resuming-inquiries
   */
  resume(owner: SessionOwner, last?: LiveSession): Promise<ResumedSession>
  /**
   * Returns whether a token's session has ended by the word of Persona's webhook; `null` if unknown.
   *
   * @param known what is known of the owner's sessions
   */
  isExpired(owner: SessionOwner, known: SessionLookup, tokenHash: string): Promise<boolean | null>
  /** Drops the owner's stored session. */
  invalidate(owner: SessionOwner): Promise<void>
}

export type ResumedSession = Pick<LiveSession, 'sessionToken' | 'expiresAt'> &
  Pick<TokenSession, 'status'> &
  Pick<Inquiry, 'requestId'>

/** What a session service works with. */
export interface SessionServiceOptions {
  readonly persona: Pick<PersonaCalls, 'resumeInquiry'>
  readonly getInquiry: (inquiryId: string) => Promise<Inquiry>
  readonly store: FailOpenStore
  readonly limits: Limits
  /** Shared by all requests. */
  readonly shareResume: SingleFlight<ResumedSession>
}

/** Runs `work`, or joins the call with the same key that is still running. */
export type SingleFlight<Result> = (key: string, work: () => Promise<Result>) => Promise<Result>

/** Creates a {@link SingleFlight} with keys of its own. */
export function createSingleFlight<Result>(): SingleFlight<Result> {
  const inFlight = new Map<string, Promise<Result>>()

  return (key, work) => {
    const running = inFlight.get(key)
    if (running !== undefined) return running
    const result = work().finally(() => inFlight.delete(key))
    inFlight.set(key, result)
    return result
  }
}

/** Creates the session service of one request. */
export function createSessionService(options: SessionServiceOptions): SessionService {
  const { persona, getInquiry, store, limits, shareResume } = options

  const resume = (owner: SessionOwner, last?: LiveSession): Promise<ResumedSession> =>
    shareResume(`${owner.inquiryId} ${owner.subjectId}`, async () => {
      const { inquiry, sessionToken, tokenHash } = await limits.countSession(
        owner,
        async () => {
          const resumed = await persona.resumeInquiry(owner.inquiryId)
          const hash = await hashToken(resumed.sessionToken)
          // Other requests and instances may have changed what is known meanwhile.
          const known = await store.get(owner)
          const isKnown =
            resumed.sessionToken === last?.sessionToken ||
            resumed.sessionToken === getLive(known)?.sessionToken ||
            known.ended.some((token) => token.tokenHash === hash)
          return { ...resumed, tokenHash: hash, isKnown }
        },
        ({ isKnown }) => !isKnown,
      )
      const expiresAt = getEarliestFuture(
        last?.sessionToken === sessionToken ? last.expiresAt : null,
        inquiry.expiresAt,
        getTokenClaims(sessionToken).expiresAt,
      )
      await store.update(owner, (session) =>
        replaceSession(session, { sessionToken, expiresAt, tokenHash }),
      )
      const { requestId } = inquiry
      const status = inquiry.status === 'created' ? 'created' : 'pending'
      return { sessionToken, expiresAt, status, requestId }
    })

  async function issue(request: IssueRequest): Promise<IssueResult> {
    const { owner, outdatedTemplate } = request
    const { inquiryId } = owner
    let { inquiry } = request
    let reason: SessionDecisionReason = request.reason
    let requestId = inquiry?.requestId

    for (;;) {
      const decision = decideSession(inquiry, reason, outdatedTemplate)
      switch (decision.action) {
        case 'read': {
          const read = await catchKinds(['not_found'], getInquiry(inquiryId))
          if (typeof read === 'string') return await toAbsent(owner)
          inquiry = read
          requestId = read.requestId
          break
        }
        case 'stored_token':
        case 'resume': {
          const known = await store.get(owner)
          const reusable = getReusable(request, decision.action, known)
          const hasEnded = reusable !== undefined && (await hasExpired(owner, reusable)) === true
          if (reusable !== undefined && !hasEnded) {
            const session = { ...reusable, status: 'pending' as const, requestId }
            return toTokenResult(inquiryId, session, 'token_reused')
          }
          const last = getLive(known)
          await end(owner, request, hasEnded ? reusable : undefined, known)
          const resumed = await catchKinds(['not_found', 'conflict'], resume(owner, last))
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

  /**
   * Records which token has ended before another one is requested, so that it is not handed out again
   * though creating another fails. A session that is only suspected is kept until then, unless the
   * browser names it.
   */
  async function end(
    owner: SessionOwner,
    { reason, tokenHash }: SessionQuery,
    expired: LiveSession | undefined,
    known: SessionLookup,
  ): Promise<void> {
    const live = getLive(known)
    const isNamed = tokenHash !== undefined && live?.tokenHash === tokenHash
    const ended = reason === 'session_expired' || isNamed ? live : expired
    if (ended === undefined && tokenHash === undefined) return
    await store.update(owner, (session) => endSession(session, ended?.sessionToken, tokenHash))
  }

  async function toAbsent(owner: SessionOwner): Promise<IssueResult> {
    await store.delete(owner)
    return { kind: 'absent' }
  }

  /** Returns whether Persona has said that a token's session has ended; `null` if unknown. */
  async function hasExpired(
    owner: SessionOwner,
    token: LiveSession | Pick<TokenClaims, 'sessionId' | 'issuedAt'>,
  ): Promise<boolean | null> {
    const { sessionId, issuedAt } =
      'sessionToken' in token ? getTokenClaims(token.sessionToken) : token
    if (sessionId === null || !store.recordsExpiry) return null
    const expired = await store.getExpired(owner)
    if (expired === undefined) return null
    // An event repeats for two days. Both times are of Persona's clock.
    return expired.some(
      (session) => session.sessionId === sessionId && session.at >= (issuedAt ?? 0),
    )
  }

  return {
    get: (owner) => store.get(owner),
    issue,
    resume,
    async isExpired(owner, known, tokenHash) {
      const live = getLive(known)
      const named =
        live?.tokenHash === tokenHash
          ? live
          : known.ended.find((token) => token.tokenHash === tokenHash)
      return named === undefined ? null : await hasExpired(owner, named)
    },
    invalidate: (owner) => store.delete(owner),
  }
}

/**
 * Returns the known session to hand out, if there is one. Who complains about a token gets another one
 * only where that is known to have come later: it has replaced the named token, or it has appeared since
 * the request arrived. What could not be looked up is no reason to hand anything out.
 */
function getReusable(
  { reason, tokenHash, previous }: IssueRequest,
  action: 'stored_token' | 'resume',
  known: SessionLookup,
): LiveSession | undefined {
  const live = getLive(known)
  if (action === 'stored_token') return live
  if (reason !== 'start' && tokenHash !== undefined) {
    if (live?.tokenHash === tokenHash) return undefined
    if (known.ended.some((token) => token.tokenHash === tokenHash)) return live
  }
  if (previous.kind === 'unknown' || known.kind !== 'found') return undefined
  const isNewer = known.session.sessionToken !== getLive(previous)?.sessionToken
  return isNewer ? known.session : undefined
}

function getLive(known: SessionLookup): LiveSession | undefined {
  return known.kind === 'found' ? known.session : known.last
}

const noToken = { sessionToken: null, expiresIn: null } as const

function toTokenResult(
  inquiryId: string,
  { sessionToken, expiresAt, status, requestId }: ResumedSession,
  outcome: 'token_minted' | 'token_reused',
): IssueResult {
  const expiresIn =
    expiresAt === null ? null : Math.max(0, Math.floor((expiresAt - Date.now()) / 1000))
  const session = { inquiryId, status, sessionToken, expiresIn }
  return { kind: 'issued', outcome, session, requestId }
}

// Ignore deadlines in the past, which come from a wrong clock: the browser would recover in a loop.
function getEarliestFuture(...deadlines: readonly (number | null)[]): number | null {
  const known = deadlines.filter((deadline) => deadline !== null)
  const future = known.filter((deadline) => deadline > Date.now())
  return future.length === 0 ? null : Math.min(...future)
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
