import { type SimulatedHost, simulateHost } from './simulate-host.ts'

/** The result of a simulation. */
export interface FairnessReport {
  /** People besides those in a loop. */
  readonly people: number
  /** Milliseconds that each of these people waited for a session, sorted. */
  readonly waits: readonly number[]
  readonly calls: number
  /** Calls made for the people in a loop. */
  readonly callsOfLoops: number
  /** Calls that Persona rejected for its rate limit. */
  readonly rejected: number
}

/** What to simulate. */
export interface FairnessOptions {
  readonly loops: number
  /** What the people in a loop request. */
  readonly route: LoopRoute
  /** People besides those in a loop who come in a minute, evenly spread. */
  readonly peoplePerMinute: number
  readonly minutes: number
}

type LoopRoute = 'one-time-link' | 'summary' | 'session'

/** Milliseconds until a person in a loop requests again after a refusal, whatever `Retry-After` says. */
const loopPause = 250

/**
 * Simulates people in a loop, each on an inquiry of their own and as fast as their limit of requests
 * allows, among people who come for a session once and obey `Retry-After`.
 */
export function simulateFairness(options: FairnessOptions): Promise<FairnessReport> {
  const { loops, route, peoplePerMinute, minutes } = options
  const loopIds = Array.from({ length: loops }, (_, index) => `inq_loop_${index}`)
  const people = peoplePerMinute * minutes
  const ids = Array.from({ length: people }, (_, index) => `inq_${index}`)

  const inquiryIds = [...loopIds, ...ids]
  return simulateHost({ inquiryIds, isLinkUnlimited: true }, async (host) => {
    const { time, emulator } = host
    const endsAt = time.now() + minutes * 60_000
    const waits: number[] = []
    await Promise.all([
      ...loopIds.map(async (id) => {
        while (time.now() < endsAt) {
          const { ok } = await send(host, id, route)
          if (!ok) await pause(loopPause)
        }
      }),
      ...ids.map(async (id, index) => {
        await pause(((index + 0.5) * 60_000) / peoplePerMinute)
        const startedAt = time.now()
        for (;;) {
          const { ok, headers } = await send(host, id, 'session')
          if (ok) break
          await pause(Number(headers.get('retry-after')) * 1000)
        }
        waits.push(time.now() - startedAt)
      }),
    ])
    const calls = emulator.calls()
    return {
      people,
      waits: waits.toSorted((one, other) => one - other),
      calls: calls.length,
      callsOfLoops: calls.filter(({ inquiryId }) => loopIds.includes(inquiryId ?? '')).length,
      rejected: calls.filter(({ status }) => status === 429).length,
    }
  })
}

async function send(
  { handlers: [handler] }: SimulatedHost,
  id: string,
  route: LoopRoute,
): Promise<Response> {
  const body = route === 'session' ? { reason: 'start' } : {}
  const path = route === 'summary' ? '' : `/${route}`
  const request = new Request(`https://bank.example/api/inquiries/${id}${path}`, {
    headers: { 'x-person': id, 'content-type': 'application/json' },
    ...(route === 'summary' ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  return (await handler?.(request)) ?? Response.error()
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
