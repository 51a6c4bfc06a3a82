import { afterEach, describe, expect, test, vi } from 'vitest'
import { createInquiryHandler } from './inquiry-handler.ts'
import type { InquiryHandlerOptions } from './inquiry-handler-options.ts'
import { createPersonaApi } from '../persona/persona-api.ts'
import { inquiryBody, nowhere, scriptPersona } from '../../testing/scripted-persona.ts'

const options: InquiryHandlerOptions = {
  persona: createPersonaApi({
    ...nowhere,
    fetch: scriptPersona(() => Response.json(inquiryBody())).fetch,
  }),
  basePath: '/api/inquiries',
  authenticate: () => Promise.resolve({ id: 'ada' }),
  authorize: ({ inquiryId }) => Promise.resolve(inquiryId === 'inq_1'),
}
const own = new Request('https://bank.example/api/inquiries/inq_1')
const foreign = new Request(own, { headers: { 'sec-fetch-site': 'cross-site' } })

afterEach(() => {
  vi.restoreAllMocks()
})

test('writes warnings to the console, but no successes', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const handler = createInquiryHandler(options)
  expect((await handler(own)).status).toBe(200)
  expect(warn).not.toHaveBeenCalled()
  expect((await handler(foreign)).status).toBe(403)
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('"cross_site"'))
})

test('responds although the log throws', async () => {
  const complain = vi.spyOn(console, 'error').mockImplementation(() => {})
  const log = () => {
    throw new Error('The disk is full.')
  }
  expect((await createInquiryHandler({ ...options, log })(own)).status).toBe(200)
  expect(complain).toHaveBeenCalledOnce()
})

test('responds although an asynchronous log rejects', async () => {
  const complain = vi.spyOn(console, 'error').mockImplementation(() => {})
  const log = () => Promise.reject(new Error('The disk is full.'))
  expect((await createInquiryHandler({ ...options, log })(own)).status).toBe(200)
  await vi.waitUntil(() => complain.mock.calls.length === 1)
})

describe('authenticate', () => {
  const post = (body: string | ReadableStream) =>
    new Request('https://bank.example/api/inquiries/inq_1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    })

  test('may read a clone of the request', async () => {
    const read: string[] = []
    const handler = createInquiryHandler({
      ...options,
      persona: createPersonaApi({
        ...nowhere,
        fetch: scriptPersona(() => Response.json(inquiryBody({ status: 'created' }))).fetch,
      }),
      authenticate: async (request) => {
        read.push(await request.clone().text())
        return { id: 'ada' }
      },
    })
    expect((await handler(post('{"reason":"start"}'))).status).toBe(200)
    expect(read).toEqual(['{"reason":"start"}'])
  })

  test('may leave its clone unread though the body is too large', async () => {
    const clones: Request[] = []
    const handler = createInquiryHandler({
      ...options,
      authenticate: (request) => {
        clones.push(request.clone())
        return Promise.resolve({ id: 'ada' })
      },
    })
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(1024))
      },
    })
    expect((await handler(post(endless))).status).toBe(413)
    expect(clones).toHaveLength(1)
  })

  test.each<[string, () => string | ReadableStream]>([
    ['malformed', () => '{'],
    ['endless', () => new ReadableStream()],
  ])('runs before a body is read that is %s', async (_name, body) => {
    const authenticate = () => Promise.resolve(null)
    const response = await createInquiryHandler({ ...options, authenticate })(post(body()))
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })
})

test('advises what to do if the body was read before', async () => {
  const entries: unknown[] = []
  const handler = createInquiryHandler({ ...options, log: ({ error }) => entries.push(error) })
  const request = new Request('https://bank.example/api/inquiries/inq_1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reason: 'start' }),
  })
  await request.text()
  expect((await handler(request)).status).toBe(500)
  expect(String(entries)).toContain('Mount the handler before')
})
