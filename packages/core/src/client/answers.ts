import type { Deadline } from '../deadline.ts'
import type { BackendResponse } from '../development.ts'
import { isOffline, isResumableInquiryError, offline, ResumableInquiryError } from '../errors.ts'
import { type InquirySession, parseCheckEvery, parseInquirySession } from '../wire/index.ts'
import { toRefusal, wrongShape } from './refusals.ts'

export { parseInquirySummary, parseOneTimeLink } from '../wire/index.ts'
export * from './refusals.ts'

/** A session as the back end answered with it. */
export interface SessionAnswer {
  session: InquirySession
  /** Seconds after which to ask whether the session has ended; `undefined` for never. */
  checkEvery?: number | undefined
}

/** Parses the handler's answer to a request for a session. */
export function parseSessionAnswer(answer: unknown): SessionAnswer | undefined {
  const session = parseInquirySession(answer)
  return session && { session, checkEvery: parseCheckEvery(answer) }
}

/**
 * Reads what a host's own `fetchSession` returned.
 *
 * @throws ResumableInquiryError `invalid_response`.
 */
export function readOwnAnswer(answer: unknown): SessionAnswer {
  const session = parseInquirySession(answer)
  if (session === undefined) throw wrongShape()
  return { session }
}

/**
 * Reads a response of the host's back end.
 *
 * @param namesInquiry whether the request was about an inquiry that it named.
 * @throws ResumableInquiryError with the code of the refusal, or `invalid_response`.
 */
export async function readAnswer<Answer>(
  response: BackendResponse,
  parse: (value: unknown) => Answer | undefined,
  endpoint: string,
  namesInquiry: boolean,
): Promise<Answer> {
  const value = parseJson(await response.text())
  const answer = response.ok ? parse(value) : undefined
  if (answer === undefined) throw toRefusal(response, value, endpoint, namesInquiry)
  return answer
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const maxTries = 3
const firstDelay = 500
/** Seconds before retrying a rate limit that names none. */
const defaultRetryAfter = 30
/** Seconds before retrying any rate limit, however few it names. */
const minRetryAfter = 5

/**
 * Repeats a call that has failed until it succeeds, is refused, or the deadline passes.
 *
 * `persona_unavailable` is tried up to three times with growing, jittered delays. `rate_limited` is
 * retried after the time that it names, where the deadline leaves room.
 *
 * @throws what the last call threw, or the reason of the signal.
 */
export async function retry<Answer>(
  firstError: unknown,
  call: () => Promise<Answer>,
  deadline: Deadline,
  signal: AbortSignal,
): Promise<Answer> {
  let error = firstError
  for (let failures = 0; ;) {
    signal.throwIfAborted()
    if (!isResumableInquiryError(error)) throw error

    if (error.code !== 'rate_limited' && error.code !== 'persona_unavailable') throw error
    const isToldWhen = error.code === 'rate_limited' && Boolean(error.retryAfter)
    if (!isToldWhen) failures += 1
    if (failures >= maxTries) throw toFinalError(error)

    const delay = delayBefore(failures, error.retryAfter)
    if (delay > deadline.remaining()) throw toFinalError(error)
    await wait(delay, signal)
    signal.throwIfAborted()
    try {
      return await call()
    } catch (nextError) {
      error = nextError
    }
  }
}

/** Returns the final error, for a rate limit with the time after which to retry. */
function toFinalError(error: ResumableInquiryError): ResumableInquiryError {
  if (isOffline()) return offline(error)
  if (error.code !== 'rate_limited') return error
  const retryAfter = Math.max(error.retryAfter ?? defaultRetryAfter, minRetryAfter)
  return new ResumableInquiryError('rate_limited', error.message, { retryAfter, cause: error })
}

function delayBefore(failures: number, retryAfter: number | undefined): number {
  const backoff = firstDelay * 2 ** Math.max(0, failures - 1) * (0.5 + Math.random() / 2)
  return retryAfter === undefined ? backoff : Math.max(backoff, retryAfter * 1000)
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds)
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
