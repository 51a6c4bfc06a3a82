import type { Span } from '@opentelemetry/api'
import { inSpan, markFailed } from '../logging/tracing.ts'
import type { Passage } from './call-pacer/call-pacer.ts'
import { PersonaApiError } from './persona-api-error.ts'
import type { PersonaAnswer, PersonaCall, PersonaConnection } from './persona-connection.ts'
import { readPath } from '../get-in.ts'
import { nameOf, sendCall } from './send-call.ts'

const tries = 2
const longestBackoff = 400

/**
 * Makes a call when the pacer lets it go, and waits for the whole answer; all of it takes no longer
 * than the connection allows. Where no answer came, or Persona failed, a call that may be repeated is
 * sent once more after a jittered pause, if there is time.
 *
 * @throws {PersonaApiError} unless Persona answers with a success and JSON
 */
export function callPersona(
  connection: PersonaConnection,
  call: PersonaCall,
): Promise<PersonaAnswer> {
  const { method } = call
  // Spans are counted by their names, so that no id belongs there.
  const template = call.path.replace(/inq_[\w-]+/, '{inquiryId}')
  const attributes = { 'http.request.method': method, 'url.template': template }
  const name = `persona ${method} ${template}`
  return inSpan({ name, isCall: true, attributes }, async (span) => {
    try {
      const answer = await sendInTime(connection, call)
      noteAnswer(span, answer)
      return answer
    } catch (error) {
      if (error instanceof PersonaApiError) {
        noteAnswer(span, error)
        markFailed(span, error.kind)
      }
      throw error
    }
  })
}

function noteAnswer(
  span: Span,
  { status, requestId }: { status?: number | undefined; requestId?: string | undefined },
): void {
  if (status !== undefined) span.setAttribute('http.response.status_code', status)
  if (requestId !== undefined) span.setAttribute('persona.request_id', requestId)
}

async function sendInTime(
  connection: PersonaConnection,
  call: PersonaCall,
): Promise<PersonaAnswer> {
  const { timeout } = connection
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), timeout)
  const endsAt = performance.now() + timeout
  const { signal: late } = deadline
  const signal = call.signal === undefined ? late : AbortSignal.any([late, call.signal])
  try {
    for (let attempt = 1; ; attempt += 1) {
      let passage: Passage | undefined
      let response: Response | undefined
      try {
        passage = await connection.pacer.enter(call.caller, call.furtherCalls, signal)
        return await sendCall(connection, call, signal, (answered) => (response = answered))
      } catch (thrown) {
        call.signal?.throwIfAborted()
        const error = late.aborted ? timedOut(call, timeout) : describe(call, thrown)
        const pause = backoffAfter(error)
        const hasTime = performance.now() + pause < endsAt
        if (!call.isRepeatable || !mayPass(error) || attempt === tries || !hasTime) throw error
        await wait(pause, signal)
      } finally {
        passage?.end(response)
      }
    }
  } finally {
    clearTimeout(timer)
  }
}

function mayPass({ kind }: PersonaApiError): boolean {
  return kind === 'network' || kind === 'unavailable'
}

function backoffAfter({ retryAfter }: PersonaApiError): number {
  const jittered = longestBackoff * (0.5 + Math.random() / 2)
  return retryAfter === undefined ? jittered : Math.max(jittered, retryAfter * 1000)
}

/** Waits for some time, or until the signal. */
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

function timedOut(call: PersonaCall, timeout: number): PersonaApiError {
  return new PersonaApiError(
    'timeout',
    `Persona did not answer ${nameOf(call)} within ${timeout} ms.`,
  )
}

function describe(call: PersonaCall, thrown: unknown): PersonaApiError {
  if (thrown instanceof PersonaApiError) return thrown
  const code = readPath(thrown, 'cause', 'code')
  const reason = typeof code === 'string' ? ` (${code})` : ''
  return new PersonaApiError(
    'network',
    `Persona could not be reached for ${nameOf(call)}${reason}. Check the base URL and the network.`,
    { cause: thrown },
  )
}
