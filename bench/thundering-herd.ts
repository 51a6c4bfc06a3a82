import { createInquiryClient, isResumableInquiryError } from '@resumable-inquiry/core'
import { limit, simulateHost } from './simulate-host.ts'

/** The result of a simulation. */
export interface ThunderingHerdReport {
  readonly people: number
  readonly recovered: number
  readonly calls: number
  /** Calls that Persona rejected for its rate limit. */
  readonly rejected: number
  /** Requests from browsers to the host. */
  readonly requests: number
  readonly minutes: number
  /** The shortest time in which Persona's limit allows that many calls. */
  readonly minMinutes: number
}

/** What to simulate. */
export interface ThunderingHerdOptions {
  readonly people: number
  /**
   * `session_expired`: all sessions expire at once; `start`: everyone comes back at once; `create`:
   * everyone comes for the first time, and no inquiry names its person.
   *
   * @default 'session_expired'
   */
  readonly reason?: Reason
  /** How many processes the host has, which serve the requests in turn. @default 1 */
  readonly processes?: number
}

const host = 'https://bank.example'

/** Calls to Persona per request: one to resume or create, after one to read the inquiry on `start`. */
const callsFor = { session_expired: 1, start: 2, create: 1 } as const
type Reason = keyof typeof callsFor

/**
 * Simulates many people who need something of Persona at once, with the real inquiry client, the
 * handler, and the emulator with its rate limit.
 */
export async function simulateThunderingHerd({
  people,
  reason = 'session_expired',
  processes = 1,
}: ThunderingHerdOptions): Promise<ThunderingHerdReport> {
  const ids = Array.from({ length: people }, (_, index) => `inq_${index}`)
  const inquiryIds = reason === 'create' ? [] : ids
  const realFetch = globalThis.fetch
  try {
    return await simulateHost({ inquiryIds, processes }, async ({ time, emulator, handlers }) => {
      let requests = 0
      globalThis.fetch = async (input, init) => {
        const handler = handlers[requests % processes]
        requests += 1
        return handler?.(new Request(input, init)) ?? Response.error()
      }
      const startedAt = time.now()
      let lastAt = startedAt
      let recovered = 0
      await Promise.all(
        ids.map(async (id) => {
          await recover(id, reason)
          recovered += 1
          lastAt = time.now()
        }),
      )
      const calls = emulator.calls()
      return {
        people,
        recovered,
        calls: calls.length,
        rejected: calls.filter(({ status }) => status === 429).length,
        requests,
        minutes: (lastAt - startedAt) / 60_000,
        minMinutes: (people * callsFor[reason]) / limit,
      }
    })
  } finally {
    globalThis.fetch = realFetch
  }
}

/** Requests a session as a flow does: waits for `Retry-After` when rate limited. */
async function recover(id: string, reason: Reason): Promise<void> {
  const client = createInquiryClient({
    endpoint: `${host}/api/inquiries`,
    headers: { 'x-person': id },
  })
  const request =
    reason === 'create'
      ? { inquiryId: undefined, reason: 'start' as const }
      : { inquiryId: id, reason }
  for (;;) {
    try {
      await client.requestSession({ ...request, attempt: 1, timeout: 15_000 })
      return
    } catch (error) {
      if (!isResumableInquiryError(error) || error.code !== 'rate_limited') throw error
      const seconds = error.retryAfter ?? 0
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    }
  }
}
