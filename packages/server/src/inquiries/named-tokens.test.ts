import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { array, assert, asyncProperty, boolean, constantFrom, integer, record } from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHost, type TestHost } from '../../testing/test-host.ts'
import { hashOf, loadWidget } from '../../testing/use-token.ts'
import { createEncryptedSessionStore } from '../sessions/encrypted-session-store.ts'

// Persona returns no session again that a widget has used, so each of these is loaded.
const step = record({
  process: constantFrom(0 as const, 1 as const),
  reason: constantFrom('start', 'session_expired', 'session_suspect'),
  /** Which of the person's tokens is named, counted from the latest. */
  named: integer({ min: 0, max: 3 }),
  isStoreDown: boolean(),
})

let emulator: PersonaEmulator
beforeAll(async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity, sessionCap: 10_000 })
})
afterAll(async () => {
  await emulator.close()
})

test.each([
  ['answers', false],
  ['fails now and then', true],
])(
  'a token that was named to a process is never handed out by it again, while the store %s',
  async (_name, mayFail) => {
    let minted = 0
    await assert(
      asyncProperty(array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const { processes, setDown } = createProcesses()
        const inquiryId = await processes[0].give('ada', 'pending')
        const tokens: string[] = []
        const namedTo = [new Set<string>(), new Set<string>()] as const
        for (const { process, reason, named, isStoreDown } of steps) {
          setDown(mayFail && isStoreDown)
          const dead = reason === 'start' ? undefined : tokens.at(-1 - named)
          if (dead !== undefined) {
            // With a store that answers, each process learns what was named to the other one.
            for (const tokensNamed of mayFail ? [namedTo[process]] : namedTo) tokensNamed.add(dead)
            if (named === 0) emulator.simulate.killSession({ inquiryId })
          }
          const hash = dead === undefined ? undefined : hashOf(dead)
          const { status, body } = await processes[process].session('ada', inquiryId, reason, hash)
          const token = String(body['sessionToken'])
          if (status !== 200 || lastEight(namedTo[process]).has(token)) return false
          if (!tokens.includes(token)) {
            tokens.push(token)
            minted += 1
            await loadWidget(emulator, inquiryId, token)
          }
        }
        return true
      }),
      { numRuns: 100 },
    )
    expect(minted).toBeGreaterThan(100)
  },
  60_000,
)

function lastEight(tokens: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...tokens].slice(-8))
}

/** Creates two processes with one store. */
function createProcesses(): {
  processes: readonly [TestHost, TestHost]
  setDown(isDown: boolean): void
} {
  const texts = new Map<string, string>()
  let isDown = false
  const fail = () => {
    if (isDown) throw new Error('down')
  }
  const sessions = createEncryptedSessionStore({
    secrets: ['a secret of thirty-two characters'],
    store: {
      async get(key) {
        fail()
        return texts.get(key) ?? null
      },
      async set(key, text) {
        fail()
        texts.set(key, text)
      },
      async delete(key) {
        fail()
        texts.delete(key)
      },
    },
  })
  const create = () =>
    createTestHost(emulator, {
      handler: { sessions, rateLimit: false, authorize: () => Promise.resolve(true) },
    })
  return {
    processes: [create(), create()],
    setDown(value) {
      isDown = value
    },
  }
}
