import {
  type InquiryClient,
  isFinishedInquiryStatus,
  isResumableInquiryError,
  ResumableInquiryError,
  type SessionQuery,
} from '@resumable-inquiry/core'
import type {
  FinishedInquiryStatus,
  InquiryStatus,
  OneTimeLink,
} from '@resumable-inquiry/core/wire'
import { useEffect, useInsertionEffect, useRef, useState } from 'react'
import { watchSummary } from './watch-summary.ts'

/** How far a person is who continues elsewhere. */
export type ContinuationState =
  /** Nothing is offered yet but the buttons. */
  | { readonly status: 'closed' }
  | { readonly status: 'creating'; readonly inquiryId: string | undefined }
  | { readonly status: 'shown'; readonly inquiryId: string; readonly link: OneTimeLink }
  /** The inquiry was opened elsewhere. That can be seen only of one that had not begun. */
  | { readonly status: 'opened'; readonly inquiryId: string }
  | { readonly status: 'ended'; readonly inquiryId: string }
  | {
      readonly status: 'finished'
      readonly inquiryId: string
      readonly inquiryStatus: FinishedInquiryStatus
    }
  | {
      readonly status: 'failed'
      readonly error: ResumableInquiryError
      /** The inquiry, once it is known: an earlier link may still be used. */
      readonly inquiryId: string | undefined
    }

export interface ContinuationControl {
  readonly state: ContinuationState
  /** Creates a link and shows it. Resolves with it where it is still wanted. */
  create(): Promise<CreatedLink | undefined>
  /** Begins to watch for the end of an inquiry that is opened in another window. */
  watch(inquiryId: string): void
  hide(): void
}

export interface CreatedLink {
  readonly inquiryId: string
  readonly link: OneTimeLink
}

const maxTimerDelay = 2 ** 31 - 1

/** Creates links for a person who continues elsewhere, and notices that they have finished there. */
export function useContinuation(
  client: InquiryClient,
  inquiryId: string | undefined,
  onStart: ((inquiryId: string) => void) | undefined,
): ContinuationControl {
  const [state, setState] = useState<ContinuationState>({ status: 'closed' })
  const latest = useRef<object>(undefined)
  const firstStatus = useRef<InquiryStatus>(undefined)
  const watchedId =
    'inquiryId' in state && state.status !== 'finished' ? state.inquiryId : undefined

  useEffect(() => {
    if (watchedId === undefined) return
    const watching = new AbortController()
    watchSummary(
      client,
      watchedId,
      ({ status }) => {
        firstStatus.current ??= status
        if (isFinishedInquiryStatus(status)) {
          latest.current = undefined
          setState({ status: 'finished', inquiryId: watchedId, inquiryStatus: status })
        } else if (firstStatus.current === 'created' && status !== 'created') {
          setState((shown) =>
            shown.status === 'shown' ? { status: 'opened', inquiryId: watchedId } : shown,
          )
        }
      },
      watching.signal,
    )
    return () => watching.abort()
  }, [client, watchedId])

  useEffect(() => {
    if (state.status !== 'shown' || state.link.expiresIn === null) return
    const delay = Math.min(state.link.expiresIn * 1000, maxTimerDelay)
    const timer = setTimeout(() => setState({ status: 'ended', inquiryId: state.inquiryId }), delay)
    return () => clearTimeout(timer)
  }, [state])

  /** The person's own inquiry, once it is started. */
  const startedId = useRef<string>(undefined)

  const create = async (): Promise<CreatedLink | undefined> => {
    const own = {}
    latest.current = own
    firstStatus.current = undefined
    let id = inquiryId ?? startedId.current
    setState({ status: 'creating', inquiryId: id })
    try {
      if (id === undefined) {
        const { session } = await client.requestSession(ownInquiry)
        // The person has left, or another one has come.
        if (latest.current !== own) return undefined
        id = session.inquiryId
        startedId.current = id
        onStart?.(id)
        if (isFinishedInquiryStatus(session.status)) {
          setState({ status: 'finished', inquiryId: id, inquiryStatus: session.status })
          return undefined
        }
      }
      const link = await client.createOneTimeLink(id)
      if (latest.current !== own) return undefined
      setState({ status: 'shown', inquiryId: id, link })
      return { inquiryId: id, link }
    } catch (error) {
      const next = await toFailure(client, id, error)
      if (latest.current === own) setState(next)
      return undefined
    }
  }

  const retry = useRef(create)
  useInsertionEffect(() => {
    retry.current = create
  })
  useEffect(() => {
    if (state.status !== 'failed') return
    const { code, retryAfter } = state.error
    if (code === 'offline') {
      const onOnline = () => void retry.current()
      window.addEventListener('online', onOnline)
      return () => window.removeEventListener('online', onOnline)
    }
    if (code !== 'rate_limited' || retryAfter === undefined) return
    const timer = setTimeout(() => void retry.current(), retryAfter * 1000)
    return () => clearTimeout(timer)
  }, [state])
  // Another person has nothing of what was shown.
  const shownFor = useRef(client)
  useEffect(() => {
    const close = () => {
      latest.current = undefined
      startedId.current = undefined
      setState({ status: 'closed' })
    }
    if (shownFor.current !== client) close()
    shownFor.current = client
    return client.onClear(close)
  }, [client])
  return {
    state,
    create,
    watch(id) {
      latest.current = undefined
      firstStatus.current = undefined
      setState({ status: 'opened', inquiryId: id })
    },
    hide() {
      latest.current = undefined
      setState({ status: 'closed' })
    },
  }
}

const ownInquiry: SessionQuery = {
  inquiryId: undefined,
  reason: 'start',
  attempt: 1,
  timeout: 15_000,
}

/** Returns what a failed attempt leads to. No link leads to an inquiry that is finished. */
async function toFailure(
  client: InquiryClient,
  inquiryId: string | undefined,
  cause: unknown,
): Promise<ContinuationState> {
  const error = toInquiryError(cause)
  if (error.code === 'invalid_request' && inquiryId !== undefined) {
    const summary = await client.fetchSummary(inquiryId).catch(() => undefined)
    if (summary !== undefined && isFinishedInquiryStatus(summary.status)) {
      return { status: 'finished', inquiryId, inquiryStatus: summary.status }
    }
  }
  return { status: 'failed', error, inquiryId }
}

function toInquiryError(error: unknown): ResumableInquiryError {
  if (isResumableInquiryError(error)) return error
  return new ResumableInquiryError(
    'unknown',
    'The one-time link could not be created. See the cause of this error.',
    { cause: error },
  )
}
