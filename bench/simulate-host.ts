import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import {
  createInquiryHandler,
  createPersonaApi,
  createRateLimit,
  type InquiryHandler,
} from '@resumable-inquiry/server'
import { startVirtualTime, type VirtualTime } from './virtual-time.ts'

/** Persona's documented limit of calls per minute. */
export const limit = 300

/** A host's back end on the emulator, in virtual time. */
export interface SimulatedHost {
  readonly time: VirtualTime
  readonly emulator: PersonaEmulator
  /** One for each of the host's processes. */
  readonly handlers: readonly InquiryHandler[]
}

/** What the host consists of. */
export interface SimulatedHostOptions {
  /** Ids of inquiries in progress, each of the person with the same id. */
  readonly inquiryIds: readonly string[]
  /** @default 1 */
  readonly processes?: number
  /** Lifts the limits that count one-time links, which would end a loop before it meets the pacer. */
  readonly isLinkUnlimited?: boolean
}

/**
 * Runs a simulation with the handler and the emulator with its rate limit, in virtual time. The header
 * `x-person` authenticates a request.
 */
export async function simulateHost<Result>(
  { inquiryIds, processes = 1, isLinkUnlimited = false }: SimulatedHostOptions,
  run: (host: SimulatedHost) => Promise<Result>,
): Promise<Result> {
  const time = startVirtualTime()
  const emulator = await createPersonaEmulator({
    requestsPerMinute: limit,
    seed: { inquiries: inquiryIds.map((id) => ({ id, status: 'pending', usedSessions: 1 })) },
  })
  const current = new Map<string, string>()
  const createHandler = () => {
    const rateLimit = createRateLimit()
    if (isLinkUnlimited) rateLimit.links.points = rateLimit.inquiries.points = Infinity
    return createInquiryHandler({
      persona: createPersonaApi({
        apiKey: emulator.apiKey,
        baseUrl: emulator.apiUrl,
        processes,
        fetch: (input, init) => time.working(() => emulator.fetch(input, init)),
      }),
      basePath: '/api/inquiries',
      authenticate: async (request) => ({ id: request.headers.get('x-person') ?? '' }),
      authorize: async ({ subject, inquiryId }) =>
        inquiryId === subject.id || inquiryId === current.get(subject.id),
      start: {
        template: () => ({ templateId: emulator.templateId }),
        find: async ({ id }) => current.get(id) ?? null,
        claim: async ({ id }, inquiryId) => {
          current.set(id, inquiryId)
          return inquiryId
        },
      },
      rateLimit,
      log: () => {},
    })
  }
  try {
    let isOver = false
    const handlers = Array.from({ length: processes }, createHandler)
    const result = run({ time, emulator, handlers }).finally(() => (isOver = true))
    await time.runUntil(() => isOver)
    return await result
  } finally {
    await emulator.close()
    time.end()
  }
}
