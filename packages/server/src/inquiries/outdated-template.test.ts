import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, describe, expect, test } from 'vitest'
import { problem } from '../../testing/answer.ts'
import { createTestHost, type TestHost, type TestHostOptions } from '../../testing/test-host.ts'

let emulator: PersonaEmulator

async function open(options: TestHostOptions = {}): Promise<TestHost> {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
  return createTestHost(emulator, options)
}
afterEach(async () => {
  await emulator.close()
})

describe('an inquiry with an outdated template', () => {
  test('is resumed by default', async () => {
    const { give, session } = await open()
    const inquiryId = await give('ada', 'pending')
    emulator.simulate.publishTemplateVersion()
    expect((await session('ada', inquiryId)).body).toMatchObject({ inquiryId, status: 'pending' })
  })

  test('is replaced at the start if the host chooses so, but not in the flow', async () => {
    const { give, session, start } = await open({
      handler: { outdatedTemplate: 'replace' },
    })
    const outdated = await give('ada', 'pending')
    emulator.simulate.publishTemplateVersion()
    expect((await session('ada', outdated, 'session_expired')).body).toMatchObject({
      inquiryId: outdated,
    })
    const { body } = await session('ada', outdated)
    expect(body).toMatchObject({ status: 'created' })
    expect(body['inquiryId']).not.toBe(outdated)
    expect((await start('ada')).body).toEqual(body)
  })

  test('that was replaced before leads to the current one, without a creation', async () => {
    const { give, session, current, calls } = await open({
      handler: { outdatedTemplate: 'replace' },
    })
    const old = await give('ada', 'pending')
    await give('ada', 'pending')
    emulator.simulate.publishTemplateVersion()
    const { body } = await session('ada', old)
    const inquiryId = current.get('ada')
    expect(body).toMatchObject({ inquiryId, status: 'created' })
    for (let times = 0; times < 20; times += 1) {
      expect((await session('ada', old)).body).toEqual(body)
    }
    expect(calls().filter((operation) => operation === 'create')).toHaveLength(1)
    expect(emulator.inquiries()).toHaveLength(3)
  })

  test('leads to a current one only with authorization for that', async () => {
    const { give, session, current } = await open({
      handler: {
        outdatedTemplate: 'replace',
        authorize: async ({ inquiryId }) => inquiryId === old,
      },
    })
    const old = await give('ada', 'pending')
    await give('ada', 'pending')
    emulator.simulate.publishTemplateVersion()
    expect(await session('ada', old)).toMatchObject(problem(404, 'not_found'))
    expect(current.get('ada')).not.toBe(old)
  })

  test.each(['an outdated one', 'none'])(
    'is replaced ten times an hour at most, whatever the host does: it finds %s',
    async (found) => {
      const { give, session, calls, log } = await open({
        handler: { outdatedTemplate: 'replace', authorize: async () => true },
        start: {
          find: async () => (found === 'none' ? null : old),
          claim: async (_subject, inquiryId) => inquiryId,
        },
      })
      const old = await give('ada', 'pending')
      emulator.simulate.publishTemplateVersion()
      for (let times = 0; times < 10; times += 1) {
        expect((await session('ada', old)).status).toBe(200)
      }
      const refused = await session('ada', old)
      expect(refused).toMatchObject(problem(429, 'rate_limited'))
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_500)
      expect(calls().filter((operation) => operation === 'create')).toHaveLength(10)
      expect((await session('bob', old)).status).toBe(200)
      expect(log.filter(({ event }) => event === 'inquiry_created')).toHaveLength(11)
    },
  )

  test('is replaced although creations failed before', async () => {
    const { give, session } = await open({ handler: { outdatedTemplate: 'replace' } })
    const old = await give('ada', 'pending')
    emulator.simulate.publishTemplateVersion()
    emulator.simulate.failApi({ failure: 'status', status: 503, operation: 'create' })
    for (let times = 0; times < 12; times += 1) {
      expect((await session('ada', old)).status).toBe(502)
    }
    emulator.simulate.restore()
    expect((await session('ada', old)).status).toBe(200)
  })
})
