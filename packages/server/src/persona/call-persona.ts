import type { Span } from '@opentelemetry/api'
import { getIn } from '../get-in.ts'
import { inSpan, markFailed } from '../logging/tracing.ts'
import type { Permit } from './call-pacer/call-pacer.ts'
import { PersonaApiError } from './persona-api-error.ts'
import type { PersonaCall, PersonaConnection, PersonaResponse } from './persona-connection.ts'
import { getCallName, sendCall } from './send-call.ts'

const maxAttempts = 2
const maxBackoff = 400

/**
 * Makes a call as soon as the pacer permits it, within the connection's timeout. Retries a repeatable
 * call once, after a pause with jitter, if there was no response or Persona failed and time is left.
 *
 * @throws {PersonaApiError} unless Persona responds with a success and JSON
 */
export function callPersona(
  connection: PersonaConnection,
  call: PersonaCall,
): Promise<PersonaResponse> {
  const { method } = call
  // Keep ids out of span names, which are aggregated.
  const template = call.path.replace(/inq_[\w-]+/, '{inquiryId}')
  const attributes = { 'http.request.method': method, 'url.template': template }
  const name = `persona ${method} ${template}`
  return inSpan({ name, isCall: true, attributes }, async (span) => {
    try {
      const response = await callWithRetry(connection, call)
      setResponseAttributes(span, response)
      return response
    } catch (error) {
      if (error instanceof PersonaApiError) {
        setResponseAttributes(span, error)
        markFailed(span, error.kind)
      }
      throw error
    }
  })
}

function setResponseAttributes(
  span: Span,
  { status, requestId }: { status?: number | undefined; requestId?: string | undefined },
): void {
  if (status !== undefined) span.setAttribute('http.response.status_code', status)
  if (requestId !== undefined) span.setAttribute('persona.request_id', requestId)
}

async function callWithRetry(
  connection: PersonaConnection,
  call: PersonaCall,
): Promise<PersonaResponse> {
  const { timeout } = connection
  const timeoutController = new AbortController()
  const timer = setTimeout(() => timeoutController.abort(), timeout)
  const endsAt = performance.now() + timeout
  const { signal: timeoutSignal } = timeoutController
  const signal =
    call.signal === undefined ? timeoutSignal : AbortSignal.any([timeoutSignal, call.signal])
  try {
    for (let attempt = 1; ; attempt += 1) {
      let permit: Permit | undefined
      let response: Response | undefined
      try {
        permit = await connection.pacer.acquire(call.caller, call.furtherCalls, signal)
        return await sendCall(connection, call, signal, (received) => (response = received))
      } catch (thrown) {
        call.signal?.throwIfAborted()
        const error = timeoutSignal.aborted
          ? toTimeoutError(call, timeout)
          : toNetworkError(call, thrown)
        const pause = getBackoff(error)
        const hasTime = performance.now() + pause < endsAt
        const wasSent = permit !== undefined
        const mayRepeat = wasSent && call.isRepeatable && isTransient(error)
        if (!mayRepeat || attempt === maxAttempts || !hasTime) throw error
        await wait(pause, signal)
      } finally {
        permit?.release(response)
      }
    }
  } finally {
    clearTimeout(timer)
  }
}

function isTransient({ kind }: PersonaApiError): boolean {
  return kind === 'network' || kind === 'unavailable'
}

function getBackoff({ retryAfter }: PersonaApiError): number {
  const jittered = maxBackoff * (0.5 + Math.random() / 2)
  return retryAfter === undefined ? jittered : Math.max(jittered, retryAfter * 1000)
}

/** Waits, until the signal at most. */
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

function toTimeoutError(call: PersonaCall, timeout: number): PersonaApiError {
  return new PersonaApiError(
    'timeout',
    `Persona did not answer ${getCallName(call)} within ${timeout} ms.`,
  )
}

/** Wraps what `fetch` threw; returns a `PersonaApiError` as it is. */
function toNetworkError(call: PersonaCall, thrown: unknown): PersonaApiError {
  if (thrown instanceof PersonaApiError) return thrown
  const code = getIn(thrown, 'cause', 'code')
  const reason = typeof code === 'string' && /^[A-Z_]+$/.test(code) ? ` (${code})` : ''
  return new PersonaApiError(
    'network',
    `Persona could not be reached for ${getCallName(call)}${reason}. Check the base URL and the network.`,
    { cause: thrown },
  )
}
