import { vi } from 'vitest'
import {
  createCallPacer,
  type CallPacer,
  type Permit,
} from '../src/persona/call-pacer/call-pacer.ts'
import type { PersonaCaller } from '../src/persona/call-pacer/leases.ts'
import { PersonaApiError } from '../src/persona/persona-api-error.ts'

export const minute = 60_000

/** Stops the time, before a test. */
export function stopTime(): void {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
}

/** Creates a response of Persona with its rate limit. */
export function createResponse(
  limit: number,
  remaining: number,
  reset: number,
  status = 200,
): Response {
  return new Response(null, {
    status,
    headers: {
      'RateLimit-Limit': String(limit),
      'RateLimit-Remaining': String(remaining),
      'RateLimit-Reset': String(reset),
    },
  })
}

/** Creates a pacer that knows the limit from one response. */
export async function createInformedPacer(
  limit: number,
  remaining: number,
  reset = 60,
  processes = 1,
): Promise<CallPacer> {
  const pacer = createCallPacer(processes)
  const permit = await pacer.acquire({ id: 'first' }, 0, undefined)
  permit.release(createResponse(limit, remaining, reset))
  return pacer
}

/**
 * Returns the permit, or the seconds until the reservation.
 *
 * @param caller a person's id begins a new piece of work
 */
export async function acquire(
  pacer: CallPacer,
  caller: string | PersonaCaller,
  furtherCalls = 0,
): Promise<Permit | number> {
  const work = typeof caller === 'string' ? { id: caller } : caller
  const acquired = pacer.acquire(work, furtherCalls, undefined).catch((error: unknown) => {
    if (error instanceof PersonaApiError && error.kind === 'rate_limited') return error.retryAfter
    throw error
  })
  await vi.advanceTimersByTimeAsync(0)
  const result = await acquired
  if (result === undefined) throw new Error('A rejection must have a retryAfter.')
  return result
}

export function isReservation(result: Permit | number): result is number {
  return typeof result === 'number'
}
