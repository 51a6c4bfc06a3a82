import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { problem } from '../../testing/answer.ts'
import { createTestHost, type TestHost } from '../../testing/test-host.ts'

let emulator: PersonaEmulator
let host: TestHost
let inquiryId: string

beforeEach(async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
  host = createTestHost(emulator)
  inquiryId = await host.give('ada', 'pending')
})
afterEach(async () => {
  await emulator.close()
})

const url: unknown = expect.stringContaining('/verify?code=')
const link = (body?: unknown) => host.send('ada', 'POST', `/${inquiryId}/one-time-link`, body)

test('creates a link, with a lifetime or without', async () => {
  const plain = await link()
  expect(plain.status).toBe(200)
  expect(plain.headers['cache-control']).toBe('no-store')
  expect(plain.body).toEqual({
    url,
    shortUrl: expect.stringMatching(/^http:\/\/localhost:\d+\/\S+$/),
    expiresIn: null,
  })
  expect((await link({})).status).toBe(200)
  expect((await link({ expiresInSeconds: 60 })).body).toEqual(plain.body)
})

test('accepts an empty body, and rejects a body without a type', async () => {
  const send = (chunks: Uint8Array[]) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk)
        controller.close()
      },
    })
    const path = `https://bank.example/api/inquiries/${inquiryId}/one-time-link`
    const headers = { 'x-person': 'ada' }
    return host.handler(new Request(path, { method: 'POST', headers, body, duplex: 'half' }))
  }
  expect((await send([])).status).toBe(200)
  expect((await send([new TextEncoder().encode('{}')])).status).toBe(415)
})

test('resumes an expired inquiry first, and keeps the session for the person', async () => {
  emulator.simulate.expireInquiry({ inquiryId })
  expect((await link()).status).toBe(200)
  expect(host.calls()).toEqual(['retrieve', 'resume', 'generate-one-time-link'])
  expect((await host.session('ada', inquiryId)).body).toMatchObject({ status: 'pending' })
  expect(host.calls().filter((operation) => operation === 'resume')).toHaveLength(1)
})

test('creates none for a finished inquiry', async () => {
  emulator.simulate.decideInquiry({ inquiryId, status: 'completed' })
  expect(await link()).toMatchObject(problem(400, 'invalid_request'))
  expect(host.calls()).toEqual(['retrieve'])
})

test.each([0, -1, 1.5, '60', null, 2 ** 31])('rejects a lifetime of %j', async (value) => {
  const answer = await link({ expiresInSeconds: value })
  expect(answer).toMatchObject(problem(400, 'invalid_request'))
  expect(host.calls()).toEqual([])
})
