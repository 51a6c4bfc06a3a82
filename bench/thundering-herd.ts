import { createInquiryClient, isResumableInquiryError } from '@resumable-inquiry/core'
import { createPersonaEmulator } from '@resumable-inquiry/emulator'
import { createInquiryHandler, createPersonaApi } from '@resumable-inquiry/server'
import { startVirtualTime } from './virtual-time.ts'

/** Result of many recoveries at the same time. */
export interface ThunderingHerdReport {
  readonly people: number
  readonly recovered: number
  readonly calls: number
  readonly refused: number
  /** Requests that browsers sent to the host's back end. */
  readonly requests: number
  readonly minutes: number
  /** Shortest time in which Persona's limit allows so many calls. */
  readonly leastMinutes: number
}

const host = 'https://bank.example'
/** Persona's default limit. */
const callsPerMinute = 300

/** Calls to Persona for one request: a start reads the inquiry before it resumes it. */
const callsPerRequest = { session_expired: 1, start: 2 } as const

/**
 * Simulates many recoveries at the same time, in virtual time and one process: the real inquiry
 * client, the handler, and the emulator with its rate limit.
 *
 * @param reason `session_expired`: their sessions expire while they use them; `start`: all come back
 */
export async function simulateThunderingHerd(
  people: number,
  reason: keyof typeof callsPerRequest = 'session_expired',
): Promise<ThunderingHerdReport> {
  const time = startVirtualTime()
  const realFetch = globalThis.fetch
  const inquiryIds = Array.from({ length: people }, (_, index) => `inq_${index}`)
  const emulator = await createPersonaEmulator({
    requestsPerMinute: callsPerMinute,
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
    let isDone = false
    const all = Promise.all(
      inquiryIds.map(async (inquiryId) => {
        await recover(inquiryId, reason)
        recovered += 1
        lastAt = time.now()
      }),
    ).finally(() => (isDone = true))
    await time.runUntil(() => isDone)
    await all
    const calls = emulator.calls()
    return {
      people,
      recovered,
      calls: calls.length,
      refused: calls.filter(({ status }) => status === 429).length,
      requests,
      minutes: (lastAt - startedAt) / 60_000,
      leastMinutes: (people * callsPerRequest[reason]) / callsPerMinute,
    }
  } finally {
    globalThis.fetch = realFetch
    await emulator.close()
    time.end()
  }
}

/** Requests a session as a flow does: waits for `Retry-After` and retries. */
async function recover(inquiryId: string, reason: keyof typeof callsPerRequest): Promise<void> {
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
