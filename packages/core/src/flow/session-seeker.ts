import { defaultSessionTimeout, invalidInquiryId } from '../client/inquiry-client.ts'
import type { Grant } from '../client/session-memory.ts'
import { now } from '../clock.ts'
import { isResumableInquiryError, ResumableInquiryError } from '../errors.ts'
import { invalidCustomHost } from '../frame/widget-host.ts'
import { isFinishedInquiryStatus, isInquiryId, type SessionReason } from '../wire/index.ts'
import type { FlowOptions } from './options.ts'
import { type Runtime, schedule } from './runtime.ts'
import { recoveryExhausted } from './widget-errors.ts'

/** A session younger than this is the last suspect when a frame does not come up. Milliseconds. */
const freshFor = 60_000

/** A piece of work: get a session. */
export interface SessionQuest {
  readonly run: number
  readonly reason: SessionReason
  readonly attempt: number
  /** The inquiry that the flow knows of, asked for or answered. */
  readonly inquiryId: string | undefined
  /** Whether the flow has had all the sessions of its life, and only a remembered one may be used. */
  readonly isExhausted: boolean
  /** Whether it is the first thing that an opening does. */
  readonly opens: boolean
}

/** Gets sessions for a flow: from the client's memory, or by asking the back end. */
export interface SessionSeeker {
  /** The session that was got last. */
  readonly grant: Grant | undefined
  seek(quest: SessionQuest): void
  /** Forgets what was got, for another person. */
  forget(): void
  /** Asks for the session ahead of an opening, and keeps it in the client's memory. */
  prepare(inquiryId: string | undefined): void
}

export function createSessionSeeker(runtime: Runtime): SessionSeeker {
  let grant: Grant | undefined
  /** The answer to an asking ahead without an id, which the flow does not know of yet. */
  let preparedId: string | undefined

  /** A flow without an id of its own asks anew where its inquiry is over: there may be a next one. */
  const recall = (inquiryId: string | undefined): Grant | undefined => {
    const { client, inquiryId: ownId } = runtime.options
    const known = inquiryId === undefined ? undefined : client.recallGrant(inquiryId)
    const isOver = known?.session.sessionToken === null
    return isOver && ownId === undefined ? undefined : known
  }

  const receive = (run: number, answer: Grant, remembered: boolean): void => {
    const { session, obtainedAt, expiresAt, source } = answer
    const { inquiryId, status, sessionToken } = session
    if (isFinishedInquiryStatus(status)) {
      runtime.dispatch({ type: 'session.finished', run, inquiryId, status, source })
      return
    }
    grant = answer
    const facts = {
      expiresAt,
      fresh: now() - obtainedAt < freshFor,
      unrestricted: sessionToken === null,
    }
    runtime.dispatch({ type: 'session.granted', run, inquiryId, remembered, session: facts })
  }

  return {
    get grant() {
      return grant
    },
    seek({ run, reason, attempt, inquiryId, isExhausted, opens }) {
      const { options, signal } = runtime
      const misuse = findMisuse(options)
      if (misuse !== undefined) {
        runtime.dispatch({ type: 'session.refused', run, error: misuse })
        return
      }
      const recalled = () => (reason === 'start' ? recall(inquiryId ?? preparedId) : undefined)
      const known = recalled()
      if (known !== undefined) {
        receive(run, known, true)
        return
      }
      if (isExhausted) {
        runtime.dispatch({ type: 'session.refused', run, error: recoveryExhausted() })
        return
      }
      const send = () => {
        const arrived = recalled()
        if (arrived !== undefined) {
          receive(run, arrived, true)
          return
        }
        options.client
          .requestGrant({
            inquiryId: reason === 'start' ? options.inquiryId : inquiryId,
            reason,
            attempt,
            timeout: timeoutOf(options),
          })
          .then(
            (answer) => {
              if (!signal.aborted) receive(run, answer, false)
            },
            (error: unknown) => {
              if (!signal.aborted && !isAbort(error)) {
                runtime.dispatch({ type: 'session.refused', run, error: ours(error) })
              }
            },
          )
      }
      // A component that is mounted twice in a row, as in StrictMode, asks once.
      if (opens) schedule(runtime, send, 0)
      else send()
    },
    forget() {
      grant = undefined
      preparedId = undefined
    },
    prepare(inquiryId) {
      const { options } = runtime
      if (findMisuse(options) !== undefined || recall(inquiryId ?? preparedId) !== undefined) return
      options.client
        .requestGrant({
          inquiryId: options.inquiryId,
          reason: 'start',
          attempt: 1,
          timeout: timeoutOf(options),
        })
        .then(
          ({ session }) => {
            preparedId = session.inquiryId
          },
          () => {
            // The opening will ask again, and tell.
          },
        )
    },
  }
}

function timeoutOf({ timeouts }: FlowOptions): number {
  return timeouts?.session ?? defaultSessionTimeout
}

function findMisuse({ inquiryId, customHost }: FlowOptions): ResumableInquiryError | undefined {
  if (inquiryId !== undefined && !isInquiryId(inquiryId)) return invalidInquiryId()
  return invalidCustomHost(customHost)
}

function ours(error: unknown): ResumableInquiryError {
  if (isResumableInquiryError(error)) return error
  return new ResumableInquiryError(
    'unknown',
    'Asking for a session failed in an unforeseen way. The cause of this error says more.',
    { cause: error },
  )
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
