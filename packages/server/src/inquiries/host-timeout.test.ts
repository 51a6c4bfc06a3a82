import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { problem } from '../../testing/answer.ts'
import { createDeferred } from '../../testing/deferred.ts'
import { holdFetch } from '../../testing/held-fetch.ts'
import { createTestHost, type TestHost, type TestHostOptions } from '../../testing/test-host.ts'

let emulator: PersonaEmulator
beforeEach(async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
})
afterEach(async () => {
  vi.useRealTimers()
  await emulator.close()
})

const never = () => new Promise<never>(() => {})
const functions = ['authenticate', 'authorize', 'find', 'template', 'claim'] as const
type HostFunction = (typeof functions)[number]

/** Creates a host that runs `before` at the start of each of its functions. */
function openWith(
  before: (name: HostFunction, signal: AbortSignal) => unknown,
  hostTimeout = 100,
  options: Pick<TestHostOptions, 'persona'> = {},
): TestHost {
  const current = new Map<string, string>()
  return createTestHost(emulator, {
    ...options,
    handler: {
      hostTimeout,
      authenticate: async ({ headers }, _platform, { signal }) => {
        await before('authenticate', signal)
        return { id: headers.get('x-person') ?? '' }
      },
      authorize: async ({ signal }) => {
        await before('authorize', signal)
        return true
      },
    },
    start: {
      find: async ({ id }, { signal }) => {
        await before('find', signal)
        return current.get(id) ?? null
      },
      template: async ({ id }, { signal }) => {
        await before('template', signal)
        return { templateId: emulator.templateId, referenceId: id }
      },
      claim: async ({ id }, inquiryId, _replaced, { signal }) => {
        await before('claim', signal)
        current.set(id, current.get(id) ?? inquiryId)
        return current.get(id) ?? inquiryId
      },
    },
  })
}

describe.each(functions)('%s that hangs once', (hanging) => {
  test('fails its request with a clear log line, and no later one', async () => {
    let hangs = true
    const host = openWith((name) => (hangs && name === hanging ? never() : undefined))
    expect(await host.start('ada')).toMatchObject(problem(500, 'internal'))
    const entry = host.log.at(-1)
    expect(entry).toMatchObject({ level: 'error', outcome: 'internal', status: 500 })
    expect(String(entry?.error)).toMatch(new RegExp(`100 ms .+ ${hanging}|\\.${hanging} `))
    expect(String(entry?.error)).toContain('hostTimeout')
    hangs = false
    expect((await host.start('ada')).status).toBe(200)
  })

  test('aborts its signal', async () => {
    const aborted = createDeferred<unknown>()
    const host = openWith((name, signal) => {
      if (name !== hanging) return undefined
      signal.addEventListener('abort', () => aborted.resolve(signal.reason))
      return never()
    })
    await host.start('ada')
    expect(await aborted.promise).toBeInstanceOf(Error)
  })

  test('may reject afterwards', async () => {
    const late = createDeferred<void>()
    const host = openWith((name) =>
      name === hanging
        ? late.promise.then(() => Promise.reject(new Error('Too late.')))
        : undefined,
    )
    await host.start('ada')
    late.resolve()
    // An unhandled rejection would fail the test run.
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    expect(host.log.at(-1)).toMatchObject({ outcome: 'internal' })
  })
})

test('all functions of a request share one budget', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const expected = ['authenticate', 'find', 'template', 'claim', 'authorize']
  const arrivals = expected.map(() => createDeferred<void>())
  const called: string[] = []
  const host = openWith((name) => {
    arrivals[called.push(name) - 1]?.resolve()
    return new Promise((resolve) => {
      setTimeout(resolve, 900)
    })
  }, 4_000)
  const answer = host.start('ada')
  for (const [index, { promise }] of arrivals.entries()) {
    await promise
    await vi.advanceTimersByTimeAsync(index < 4 ? 900 : 399)
  }
  expect(called).toEqual(expected)
  expect(host.log.filter(({ event }) => event === 'request')).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(await answer).toMatchObject(problem(500, 'internal'))
  expect(String(host.log.at(-1)?.error)).toContain('authorize')
})

test('a slow Persona uses nothing of the budget', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const gate = holdFetch('/inquiries')
  const host = openWith(() => {}, 1_000, { persona: { fetch: gate.fetch } })
  const answer = host.start('ada')
  await gate.held
  await vi.advanceTimersByTimeAsync(2_000)
  gate.release()
  expect((await answer).status).toBe(200)
})

test('a claim that hangs in one request holds up no other one that shares its inquiry', async () => {
  let claims = 0
  const hanging = createDeferred<void>()
  const host = openWith((name) => {
    if (name !== 'claim') return undefined
    claims += 1
    if (claims > 1) return undefined
    hanging.resolve()
    return never()
  }, 500)
  const first = host.start('ada')
  await hanging.promise
  const second = await host.start('ada')
  expect(second.body).toMatchObject({ status: 'created' })
  expect(await first).toMatchObject(problem(500, 'internal'))
  expect((await host.start('ada')).body).toEqual(second.body)
  expect(emulator.inquiries()).toHaveLength(1)
})

test('a claim that succeeds too late is found by the next start', async () => {
  const late = createDeferred<void>()
  let isLate = true
  const host = openWith((name) => (isLate && name === 'claim' ? late.promise : undefined))
  expect(await host.start('ada')).toMatchObject(problem(500, 'internal'))
  isLate = false
  late.resolve()
  const { body } = await host.start('ada')
  expect(body).toMatchObject({ inquiryId: emulator.inquiries()[0]?.id, status: 'created' })
  expect(emulator.inquiries()).toHaveLength(1)
})

test('a request that goes away aborts nothing of another one that shares its inquiry', async () => {
  const claiming = createDeferred<void>()
  const released = createDeferred<void>()
  const signals: AbortSignal[] = []
  const host = openWith(async (name, signal) => {
    if (name !== 'claim') return
    signals.push(signal)
    if (signals.length === 2) claiming.resolve()
    await released.promise
  }, 4_000)
  const request = (signal: AbortSignal) =>
    new Request('https://bank.example/api/inquiries', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-person': 'ada' },
      body: '{"reason":"start"}',
      signal,
    })
  const tab = new AbortController()
  const answers = [tab.signal, new AbortController().signal].map((signal) =>
    host.handler(request(signal)),
  )
  await claiming.promise
  tab.abort()
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, false])
  released.resolve()
  for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200)
  expect(emulator.inquiries()).toHaveLength(1)
})

test('a template that is changed after it was returned creates what it was', async () => {
  const shared = { templateId: emulator.templateId, referenceId: '' }
  const gate = holdFetch('/inquiries')
  const host = createTestHost(emulator, {
    persona: { fetch: gate.fetch },
    start: {
      template: ({ id }) => {
        shared.referenceId = id
        return shared
      },
    },
  })
  const answer = host.start('ada')
  await gate.held
  shared.referenceId = 'bob'
  gate.release()
  await answer
  expect(emulator.inquiries()).toMatchObject([{ referenceId: 'ada' }])
})
