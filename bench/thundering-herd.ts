import { createInquiryClient, isResumableInquiryError } from '@resumable-inquiry/core'
import { createPersonaEmulator } from '@resumable-inquiry/emulator'
import { createInquiryHandler, createPersonaApi } from '@resumable-inquiry/server'
import { startVirtualTime } from './virtual-time.ts'

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

const host = 'https://bank.example'
const limit = 300

/** Calls to Persona per request: one to resume, after one to read the inquiry on `start`. */
const callsFor = { session_expired: 1, start: 2 } as const

/**
 * Simulates many people who recover at once, in virtual time and one process: with the real inquiry
 * client, the handler, and the emulator with its rate limit.
 *
 * @param reason `session_expired`: all sessions expire at once; `start`: everyone comes back at once
 */
export async function simulateThunderingHerd(
  people: number,
  reason: keyof typeof callsFor = 'session_expired',
): Promise<ThunderingHerdReport> {
  const time = startVirtualTime()
  const realFetch = globalThis.fetch
  const inquiryIds = Array.from({ length: people }, (_, index) => `inq_${index}`)
  const emulator = await createPersonaEmulator({
    requestsPerMinute: limit,
    seed: {
      inquiries: inquiryIds.map((id) => ({ id, status: 'pending', usedSessions: 1 })),
    },
  })
  try {
    const handler = createInquiryHandler({
      persona: createPersonaApi({
        apiKey: emulator.apiKey,
        baseUrl: emulator.apiUrl,
        fetch: (input, init) => time.working(() => emulator.fetch(input, init)),
      }),
      basePath: '/api/inquiries',
      authenticate: async (request) => ({ id: request.headers.get('x-person') ?? '' }),
      authorize: async ({ subject, inquiryId }) => inquiryId === subject.id,
      log: () => {},
    })
    let requests = 0
    globalThis.fetch = (input, init) => {
      requests += 1
      return handler(new Request(input, init))
    }

    const startedAt = time.now()
    let lastAt = startedAt
    let recovered = 0
    let isOver = false
    const all = Promise.all(
      inquiryIds.map(async (inquiryId) => {
        await recover(inquiryId, reason)
        recovered += 1
        lastAt = time.now()
      }),
    ).finally(() => (isOver = true))
    await time.runUntil(() => isOver)
    await all
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
  } finally {
    globalThis.fetch = realFetch
    await emulator.close()
    time.end()
  }
}

/** Requests a session as a flow does: waits for `Retry-After` when rate limited. */
async function recover(inquiryId: string, reason: keyof typeof callsFor): Promise<void> {
  const client = createInquiryClient({
    endpoint: `${host}/api/inquiries`,
    headers: { 'x-person': inquiryId },
  })
  for (;;) {
    try {
      await client.requestSession({
        inquiryId,
        reason,
        attempt: 1,
        timeout: 15_000,
      })
      return
    } catch (error) {
      if (!isResumableInquiryError(error) || error.code !== 'rate_limited') throw error
      const seconds = error.retryAfter ?? 0
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    }
  }
}
