import type { CachedSession } from '../client/session-cache.ts'
import { type Deadline, isHidden, startDeadline } from '../deadline.ts'
import { isResumableInquiryError, ResumableInquiryError } from '../errors.ts'
import { isFinishedInquiryStatus } from '../wire/inquiry-status.ts'
import { recoveryExhausted } from './failures.ts'
import type { FlowEffect } from './machine-types.ts'
import { getSessionTimeout, maxTimerDelay, toStartQuery } from './policy.ts'
import type { Runtime } from './runtime.ts'

type SessionRequestEffect = Extract<FlowEffect, { type: 'session.request' }>

/** Gets sessions for a flow, from the client's cache or from the back end. Keeps no state. */
export interface SessionLoader {
  /** Whether an opening needs no request. */
  isCached(inquiryId: string | undefined): boolean
  /**
   * Gets a session, and dispatches what comes of it. What has to be sent is sent at once: a component
   * that mounts twice in a row, as in StrictMode, joins its own request.
   *
   * @param onSent is called once the request is sent, if that can be told.
   * @param requested is the session where it was requested before.
   */
  load(request: SessionRequestEffect, onSent: () => void, requested?: Promise<CachedSession>): void
  /** Requests the session ahead of an opening, so that the client caches it. */
  prepare(inquiryId: string | undefined, requested?: Promise<CachedSession>): void
}

export function createSessionLoader(runtime: Runtime): SessionLoader {
  /** A finished inquiry counts only where the host asked for it: the person may have a next one. */
  const getCached = (inquiryId: string | undefined): CachedSession | undefined => {
    if (inquiryId === undefined) return undefined
    const { client, inquiryId: requestedId } = runtime.options
    const cached = client.getCachedSession(inquiryId)
    const isFinished = cached?.session.sessionToken === null
    return isFinished && requestedId === undefined ? undefined : cached
  }

  /** Returns a session that came after the expired one, as where another flow has recovered. */
  const getSuccessor = (expired: CachedSession, inquiryId: string | undefined) => {
    const cached = getCached(inquiryId)
    const isOther = cached?.session.sessionToken !== expired.session.sessionToken
    return isOther && cached && cached.obtainedAt >= expired.obtainedAt ? cached : undefined
  }

  const receive = (run: number, cached: CachedSession, isFromCache: boolean): void => {
    const { session, obtainedAt, expiresAt, source } = cached
    const { inquiryId, status, sessionToken } = session
    if (sessionToken !== null) void nameToken(cached, sessionToken)
    if (isFinishedInquiryStatus(status)) {
      runtime.dispatch({ type: 'session.finished', run, inquiryId, status, source })
      return
    }
    runtime.dispatch({
      type: 'session.received',
      run,
      inquiryId,
      isFromCache,
      session: {
        obtainedAt,
        expiresAt,
        isTokenless: sessionToken === null,
        cached,
      },
    })
  }

  const request = async (
    { run, reason, attempt, inquiryId, expiredSession }: SessionRequestEffect,
    onSent: () => void,
    requested: Promise<CachedSession> | undefined,
  ): Promise<void> => {
    const { options, signal } = runtime
    try {
      const cached = await (requested ??
        options.client.requestSession({
          inquiryId: reason === 'start' ? options.inquiryId : inquiryId,
          reason,
          attempt,
          tokenHash: expiredSession?.tokenHash,
          timeout: getSessionTimeout(options),
          onSent: () => {
            if (!signal.aborted) onSent()
          },
        }))
      if (!signal.aborted) receive(run, cached, false)
    } catch (error) {
      if (signal.aborted || isAbort(error)) return
      runtime.dispatch({ type: 'session.refused', run, error: toFlowError(error) })
    }
  }

  return {
    isCached: (inquiryId) => getCached(inquiryId) !== undefined,
    load(effect, onSent, requested) {
      const { run, reason, inquiryId, expiredSession, isCacheOnly } = effect
      let cached: CachedSession | undefined
      if (expiredSession !== undefined) cached = getSuccessor(expiredSession, inquiryId)
      else if (reason === 'start' && requested === undefined) cached = getCached(inquiryId)
      if (cached !== undefined) receive(run, cached, true)
      else if (isCacheOnly) {
        runtime.dispatch({ type: 'session.refused', run, error: recoveryExhausted() })
      } else void request(effect, onSent, requested)
    },
    prepare(inquiryId, requested) {
      if (requested === undefined && getCached(inquiryId) !== undefined) return
      const { options } = runtime
      const requesting = requested ?? options.client.requestSession(toStartQuery(options))
      requesting.then(
        ({ session }) =>
          runtime.dispatch({ type: 'session.prepared', inquiryId: session.inquiryId }),
        () => {
          // The opening requests it again, and reports what goes wrong.
        },
      )
    },
  }
}

/** Computes the hash that names a session's token on the wire. The frame does not wait for it. */
async function nameToken(cached: CachedSession, sessionToken: string): Promise<void> {
  // The jsdom of Jest has none.
  if (typeof TextEncoder === 'undefined') return
  const bytes = new TextEncoder().encode(sessionToken)
  // A page that is not served over https has no such methods.
  const digest = await globalThis.crypto?.subtle?.digest('SHA-256', bytes)
  if (digest === undefined) return
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'))
  cached.tokenHash = hex.slice(0, 8).join('')
}

/** Share of a turn by which asking is spread, so that many pages do not ask at the same time. */
const jitter = 0.1

/**
 * Asks the back end again and again whether a session has ended, while its widget is shown and visible.
 * Dispatches `session.expired` when the back end says so. Anything else changes nothing for the person.
 */
export function watchSession(runtime: Runtime, run: number, cached: CachedSession): void {
  const { signal } = runtime
  const { checkEvery, session } = cached
  if (checkEvery === undefined || signal.aborted) return
  let turn: Deadline | undefined

  const wait = (after = 0): void => {
    const seconds = Math.max(checkEvery * (1 - jitter * Math.random()), after)
    turn = startDeadline(Math.min(seconds * 1000, maxTimerDelay), () => void ask())
  }
  const ask = async (): Promise<void> => {
    if (cached.tokenHash === undefined) return
    if (runtime.isHandedOff) return wait()
    const { client } = runtime.options
    const { inquiryId } = session
    const answer = await client
      .fetchExpiry({ inquiryId, tokenHash: cached.tokenHash, signal })
      .catch(() => ({ action: 'ask_again', after: 0 }) as const)
    if (signal.aborted || answer.action === 'stop') return
    if (answer.action === 'ask_again') return wait(answer.after)
    // The person may have left for another tab or another device meanwhile.
    if (isHidden() || runtime.isHandedOff) wait()
    else runtime.dispatch({ type: 'session.expired', run })
  }

  signal.addEventListener('abort', () => turn?.stop(), { once: true })
  wait()
}

function toFlowError(error: unknown): ResumableInquiryError {
  if (isResumableInquiryError(error)) return error
  return new ResumableInquiryError(
    'unknown',
    'The request for a session failed unexpectedly. See the cause of this error.',
    { cause: error },
  )
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
