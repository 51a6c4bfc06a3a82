import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { problem } from '../../testing/answer.ts'
import { createDeferred } from '../../testing/deferred.ts'
import { gatherLists, holdFetch } from '../../testing/held-fetch.ts'
import { createTestHost, type TestHost, type TestHostOptions } from '../../testing/test-host.ts'

let emulator: PersonaEmulator

async function open(options: TestHostOptions = {}): Promise<TestHost> {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
  return createTestHost(emulator, options)
}
afterEach(async () => {
  await emulator.close()
})

const token: unknown = expect.stringMatching(/.+/)

describe('a claim', () => {
  test("expires the inquiry of the loser, which gets the winner's", async () => {
    let winner = ''
    const { give, start, current, log } = await open({
      start: {
        template: () => {
          current.set('ada', winner)
          return { templateId: emulator.templateId }
        },
      },
    })
    winner = await give('ada', 'pending')
    current.delete('ada')
    const { body } = await start('ada')
    expect(body).toMatchObject({ inquiryId: winner, status: 'pending', sessionToken: token })
    const [, loser] = emulator.inquiries()
    await vi.waitUntil(() => log.some(({ event }) => event === 'inquiry_discarded'))
    expect(emulator.inquiries().find(({ id }) => id === loser?.id)?.status).toBe('expired')
  })

  test('responds to the loser without waiting for its inquiry to be expired', async () => {
    const gate = holdFetch('/expire')
    const { give, start, current } = await open({
      persona: { fetch: gate.fetch },
      start: {
        claim: async ({ id }) => {
          current.set(id, winner)
          return winner
        },
      },
    })
    const winner = await give('ada')
    current.delete('ada')
    expect((await start('ada')).body).toMatchObject({ inquiryId: winner })
    await gate.held
    gate.release()
  })

  test('that throws leaves the inquiry open, since the claim may have been committed', async () => {
    let isLost = true
    const { start, current, log } = await open({
      handler: { authorize: async () => true },
      start: {
        claim: async ({ id }, inquiryId) => {
          current.set(id, inquiryId)
          if (isLost) throw new Error('The connection was lost after the commit.')
          return inquiryId
        },
      },
    })
    expect(await start('ada')).toMatchObject(problem(500, 'internal'))
    expect(log.at(-1)).toMatchObject({ level: 'error', outcome: 'internal' })
    isLost = false
    const { body } = await start('ada')
    expect(body).toMatchObject({ inquiryId: current.get('ada'), status: 'created' })
    expect(emulator.inquiries().map(({ status }) => status)).toEqual(['created'])
    expect(log.filter(({ event }) => event === 'inquiry_discarded')).toEqual([])
  })

  test('that fails is repeated with the same inquiry, however often', async () => {
    let failures = 15
    const { start, current } = await open({
      handler: { authorize: async () => true },
      start: {
        claim: async ({ id }, inquiryId) => {
          failures -= 1
          if (failures >= 0) throw new Error('The database is down.')
          current.set(id, inquiryId)
          return inquiryId
        },
      },
    })
    for (let times = 0; times < 15; times += 1) {
      expect(await start('ada')).toMatchObject(problem(500, 'internal'))
    }
    const [only, ...others] = emulator.inquiries()
    expect(others).toEqual([])
    expect((await start('ada')).body).toMatchObject({ inquiryId: only?.id, status: 'created' })
    current.delete('ada')
    expect((await start('ada')).body['inquiryId']).not.toBe(only?.id)
  })

  test('that was committed although it failed is not made again for the next inquiry', async () => {
    let isLost = true
    const { start, current } = await open({
      handler: { authorize: async () => true },
      start: {
        claim: async ({ id }, inquiryId) => {
          current.set(id, inquiryId)
          if (isLost) throw new Error('The connection was lost after the commit.')
          return inquiryId
        },
      },
    })
    await start('ada')
    isLost = false
    const { body } = await start('ada')
    emulator.simulate.decideInquiry({ inquiryId: String(body['inquiryId']), status: 'failed' })
    current.delete('ada')
    const next = await start('ada')
    expect(next.body).toMatchObject({ status: 'created' })
    expect(next.body['inquiryId']).not.toBe(body['inquiryId'])
  })

  test('that fails in one instance leaves the inquiry of another open', async () => {
    const current = new Map<string, string>()
    const claimed = createDeferred<void>()
    const persona = { fetch: gatherLists(2) }
    const first = await open({
      handler: { authorize: async () => true },
      start: {
        find: async ({ id }) => current.get(id) ?? null,
        claim: async ({ id }, inquiryId) => {
          current.set(id, inquiryId)
          claimed.resolve()
          return inquiryId
        },
      },
      persona,
    })
    const second = createTestHost(emulator, {
      handler: { authorize: async () => true },
      start: {
        find: async ({ id }) => current.get(id) ?? null,
        claim: async () => {
          await claimed.promise
          throw new Error('deadlock detected')
        },
      },
      persona,
    })
    const [here, there] = await Promise.all([first.start('ada'), second.start('ada')])
    expect(here.body).toMatchObject({ inquiryId: current.get('ada'), status: 'created' })
    expect(there).toMatchObject(problem(500, 'internal'))
    expect((await second.start('ada')).body).toEqual(here.body)
    expect(emulator.inquiries().map(({ status }) => status)).toEqual(['created'])
    expect(second.log.filter(({ event }) => event === 'inquiry_discarded')).toEqual([])
  })

  test('that is lost keeps the inquiry if another instance has made it the current one', async () => {
    const found = createDeferred<void>()
    let created = ''
    const { start, log } = await open({
      handler: { authorize: async () => true },
      start: {
        find: async () => {
          if (created === '') return null
          found.resolve()
          return created
        },
        claim: async (_subject, inquiryId) => {
          created = inquiryId
          return 'inq_other'
        },
      },
    })
    await start('ada')
    await found.promise
    await start('ada')
    expect(emulator.inquiries().map(({ status }) => status)).toEqual(['created'])
    expect(log.filter(({ event }) => event === 'inquiry_discarded')).toEqual([])
  })

  test('that keeps an inquiry which is to be replaced is an error', async () => {
    const { give, start, log, current } = await open({
      start: { claim: async ({ id }) => current.get(id) ?? '' },
    })
    const { apiUrl, apiKey } = emulator
    await fetch(`${apiUrl}/inquiries/${await give('ada')}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${apiKey}` },
    })
    expect(await start('ada')).toMatchObject(problem(500, 'internal'))
    const entry = log.find(({ outcome }) => outcome === 'internal')
    expect(String(entry?.error)).toContain('start.claim')
  })
})
