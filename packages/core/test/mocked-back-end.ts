import { type Mock, vi } from 'vitest'
import type { SessionQuery } from '../src/client/inquiry-client.ts'
import type { TokenSession } from '../src/wire/inquiry-session.ts'

export const inquiryId = 'inq_test'
/** Contains characters that no path has: an error's stack contains paths. */
export const secret = 'secret ‹1› token'
export const token: TokenSession = {
  inquiryId,
  status: 'pending',
  sessionToken: secret,
  expiresIn: 3600,
}
export const start: SessionQuery = { inquiryId, reason: 'start', attempt: 1, timeout: 15_000 }

/** Is in place of `fetch` from {@link mockBackEnd} on. */
export const fetchMock: Mock<typeof fetch> = vi.fn<typeof fetch>()

/** Puts a mock in place of every back end, and stops the time, before a test. */
export async function mockBackEnd(): Promise<void> {
  await import('../src/client/answers.ts')
  vi.useFakeTimers()
  vi.stubGlobal('fetch', fetchMock)
}

/** Undoes {@link mockBackEnd}, and all stubs, after a test. */
export function restoreBackEnd(): void {
  fetchMock.mockReset()
  vi.unstubAllGlobals()
  vi.useRealTimers()
}

export function json(body: unknown, init?: ResponseInit): Response {
  return Response.json(body, init)
}

export function problem(status: number, code: string, headers: HeadersInit = {}): Response {
  return json({ type: 'about:blank', title: code, status, code }, { status, headers })
}

/** Returns what a promise settles to, and advances the time until it does. */
export async function outcome(promise: Promise<unknown>): Promise<unknown> {
  const settled = promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
  await vi.runAllTimersAsync()
  const result = await settled
  return 'error' in result ? result.error : result.value
}
