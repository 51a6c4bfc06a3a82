import { afterEach, expect, test, vi } from 'vitest'
import { problem } from '../../testing/answer.ts'
import { createClosedHost } from '../../testing/closed-host.ts'

const json = { 'content-type': 'application/json' }
const start = JSON.stringify({ reason: 'start' })
const session = '/api/inquiries/inq_1/session'

afterEach(() => {
  vi.useRealTimers()
})

test.each([
  '',
  '{',
  'null',
  '[]',
  '"start"',
  '{}',
  '{"reason":"why"}',
  '{"reason":["start"]}',
  '{"__proto__":{"reason":"start"}}',
  '['.repeat(4000),
])('rejects the body %j', async (body) => {
  const { send, sent } = createClosedHost()
  for (const path of ['/api/inquiries', session]) {
    const answer = await send(path, { method: 'POST', headers: json, body })
    expect(answer).toMatchObject(problem(400, 'invalid_request'))
  }
  expect(sent).toEqual([])
})

test('accepts a body with additional properties', async () => {
  const { send } = createClosedHost()
  const body = JSON.stringify({ reason: 'start', more: true })
  const answer = await send(session, { method: 'POST', headers: json, body })
  expect(answer).toMatchObject(problem(404, 'not_found'))
})

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/jsonp',
  'application/json, application/json',
  'multipart/form-data; boundary=application/json',
])('rejects the content type %s', async (type) => {
  const { send } = createClosedHost()
  const headers = { 'content-type': type }
  const answer = await send(session, { method: 'POST', headers, body: start })
  expect(answer).toMatchObject(problem(415, 'invalid_request'))
})

test('accepts a content type with a charset', async () => {
  const { send } = createClosedHost()
  const headers = { 'content-type': 'Application/JSON; charset=utf-8' }
  const answer = await send(session, { method: 'POST', headers, body: start })
  expect(answer).toMatchObject(problem(404, 'not_found'))
})

test('rejects a body of 10 MB without reading it all', async () => {
  const { send } = createClosedHost()
  let chunks = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      chunks += 1
      controller.enqueue(new Uint8Array(1024).fill(32))
      if (chunks === 10 * 1024) controller.close()
    },
  })
  const answer = await send(session, { method: 'POST', headers: json, body, duplex: 'half' })
  expect(answer).toMatchObject(problem(413, 'invalid_request'))
  expect(chunks).toBeLessThan(10)
})

test('rejects a body with too large a content length', async () => {
  const { send } = createClosedHost()
  const headers = { ...json, 'content-length': '10000000' }
  const answer = await send(session, { method: 'POST', headers, body: start })
  expect(answer).toMatchObject(problem(413, 'invalid_request'))
})

test('rejects an incomplete body', async () => {
  const { send } = createClosedHost()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.error(new Error('The connection was lost.')),
  })
  const answer = await send(session, { method: 'POST', headers: json, body, duplex: 'half' })
  expect(answer).toMatchObject(problem(400, 'invalid_request'))
})

test.each([
  ['in chunks', {}, 1],
  ['of an announced length', { 'content-length': '20' }, 0],
])('rejects a body that stops in the middle after ten seconds, %s', async (_name, length, ends) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { send, sent, log } = createClosedHost()
  const cancel = vi.fn()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"reason"')),
    cancel,
  })
  const headers = { ...json, ...length }
  const answer = send(session, { method: 'POST', headers, body, duplex: 'half' })
  await vi.advanceTimersByTimeAsync(9_999)
  expect(log).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(await answer).toMatchObject(problem(408, 'invalid_request'))
  expect(log).toMatchObject([{ level: 'info', outcome: 'invalid_request', status: 408 }])
  expect(sent).toEqual([])
  // A body of announced length is left to the server: it cannot be canceled while it is read as a whole.
  expect(cancel).toHaveBeenCalledTimes(ends)
})

test('rejects a body that authenticate has locked, with advice', async () => {
  const { send, log } = createClosedHost({
    authenticate: (request) => {
      request.body?.getReader()
      return { id: 'ada' }
    },
  })
  const body = new Blob([start]).stream()
  const answer = await send(session, { method: 'POST', headers: json, body, duplex: 'half' })
  expect(answer).toMatchObject(problem(500, 'internal'))
  expect(String(log[0]?.error)).toContain('let authenticate read a clone')
})

test.each<[number, Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }]>([
  [405, { method: 'DELETE' }],
  [415, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: start }],
  [415, { method: 'POST' }],
  [413, { method: 'POST', headers: { ...json, 'content-length': '10000000' }, body: start }],
])('rejects with %i before checking the origin and authenticating', async (status, init) => {
  const asked: unknown[] = []
  const { send, log } = createClosedHost({
    authenticate: async (request) => {
      asked.push(request)
      return null
    },
  })
  const headers = { ...init.headers, 'sec-fetch-site': 'cross-site' }
  expect(await send(session, { ...init, headers })).toMatchObject(
    problem(status, 'invalid_request'),
  )
  expect(asked).toEqual([])
  expect(log).toMatchObject([{ level: 'info', outcome: 'invalid_request', status }])
})
