import { describe, expect, test } from 'vitest'
import { problem } from '../../testing/answer.ts'
import { createClosedHost } from '../../testing/closed-host.ts'

const app = 'https://app.example'
const allowedOrigins = [app, 'https://other.example']
const base = '/api/inquiries'
const json = { 'content-type': 'application/json' }
const body = JSON.stringify({ reason: 'start' })

/** The headers that let a page of the listed origin read a response. */
const readable = {
  'access-control-allow-origin': app,
  'access-control-allow-credentials': 'true',
  'access-control-expose-headers': 'Retry-After',
  vary: 'Origin',
}

const corsNames = (headers: Headers | Record<string, string>) =>
  [...new Headers(headers).keys()].filter((name) => name.startsWith('access-control-'))

const preflight = (method: string, headers: Record<string, string> = {}) => ({
  method: 'OPTIONS',
  headers: {
    origin: app,
    'sec-fetch-site': 'cross-site',
    'access-control-request-method': method,
    ...headers,
  },
})

describe('a page of a listed origin', () => {
  test.each(['cross-site', 'same-site', undefined])('is accepted from %s', async (site) => {
    const { send } = createClosedHost({ allowedOrigins })
    const headers = { origin: app, ...(site === undefined ? {} : { 'sec-fetch-site': site }) }
    const passed = { ...problem(404, 'not_found'), headers: readable }
    expect(await send(`${base}/inq_1`, { headers })).toMatchObject(passed)
    const post = { method: 'POST', headers: { ...headers, ...json }, body }
    expect(await send(`${base}/inq_1/session`, post)).toMatchObject(passed)
  })

  test.each<[number, string, Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }]>([
    [400, '/inquiry', {}],
    [400, '/inq_1/session', { method: 'POST', headers: json, body: '{' }],
    [404, '/inq_1/other', {}],
    [405, '/inq_1', { method: 'PUT' }],
    [413, '/inq_1/session', { method: 'POST', headers: json, body: ' '.repeat(5000) }],
    [415, '/inq_1/session', { method: 'POST', body }],
  ])('can read a problem with %i', async (status, path, init) => {
    const { send } = createClosedHost({ allowedOrigins })
    const headers = { ...init.headers, origin: app }
    const answer = await send(`${base}${path}`, { ...init, headers })
    expect(answer).toMatchObject({ status, headers: readable })
  })

  test.each([
    [401, () => Promise.resolve(null)],
    [500, () => Promise.reject(new Error('The database is gone.'))],
  ])('can read a %i', async (status, authenticate) => {
    const { send } = createClosedHost({ allowedOrigins, authenticate })
    const answer = await send(`${base}/inq_1`, { headers: { origin: app } })
    expect(answer).toMatchObject({ status, headers: readable })
  })
})

describe('a preflight', () => {
  test.each([
    ['', 'POST'],
    ['/inq_1', 'GET'],
    ['/inq_1/session', 'GET, POST'],
    ['/inq_1/one-time-link', 'POST'],
  ])('of %s gets its methods, without calling the host', async (path, method) => {
    const authenticate = () => Promise.reject(new Error('The host must not be called.'))
    const { handler, log } = createClosedHost({ allowedOrigins, authenticate })
    const wanted = { 'access-control-request-headers': 'authorization,content-type' }
    for (const asked of [method, 'DELETE']) {
      const request = new Request(`https://bank.example${base}${path}`, preflight(asked, wanted))
      const response = await handler(request)
      expect(response.status).toBe(204)
      expect(await response.text()).toBe('')
      expect(Object.fromEntries(response.headers)).toEqual({
        ...readable,
        vary: 'Origin, Access-Control-Request-Headers',
        'access-control-allow-methods': method,
        'access-control-allow-headers': 'authorization,content-type',
        'access-control-max-age': '600',
        'cache-control': 'no-store',
      })
    }
    expect(log).toMatchObject([
      { level: 'info', outcome: 'preflight', status: 204 },
      { level: 'info', outcome: 'preflight', status: 204 },
    ])
  })

  test('that requests no headers is allowed none', async () => {
    const { handler } = createClosedHost({ allowedOrigins })
    const response = await handler(
      new Request(`https://bank.example${base}/inq_1`, preflight('GET')),
    )
    expect(response.headers.has('access-control-allow-headers')).toBe(false)
  })

  test.each([
    ['/other/path', 404],
    [`${base}/accounts`, 400],
  ])('of the unknown path %s gets %i', async (path, status) => {
    const { send } = createClosedHost({ allowedOrigins })
    expect(await send(path, preflight('GET'))).toMatchObject({ status, headers: readable })
  })

  test.each<[string, readonly string[] | undefined, string]>([
    ['that is not listed', allowedOrigins, 'https://evil.example'],
    ['under a listed one', allowedOrigins, 'https://evil.app.example'],
    ['that begins like a listed one', allowedOrigins, 'https://app.example.evil'],
    ['of another scheme', allowedOrigins, 'http://app.example'],
    ['without a name', allowedOrigins, 'null'],
    ['where none is listed', undefined, app],
  ])('from an origin %s is rejected without CORS headers, and logged', async (_, list, origin) => {
    const { send, log } = createClosedHost(list === undefined ? {} : { allowedOrigins: list })
    const answer = await send(`${base}/inq_1`, preflight('GET', { origin }))
    expect(answer).toMatchObject(problem(403, 'cross_site'))
    expect(corsNames(answer.headers)).toEqual([])
    expect(log).toMatchObject([{ level: 'warn', outcome: 'cross_site' }])
  })
})

test.each([
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: `${app}, https://evil.example` },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
])('rejects %j, without CORS headers', async (headers) => {
  const { send, sent } = createClosedHost({ allowedOrigins })
  const answer = await send(`${base}/inq_1`, { headers: new Headers(Object.entries(headers)) })
  expect(answer).toMatchObject({ ...problem(403, 'cross_site'), headers: { vary: 'Origin' } })
  expect(corsNames(answer.headers)).toEqual([])
  expect(sent).toEqual([])
})

test("accepts pages of the handler's own origin, without CORS headers", async () => {
  const { send } = createClosedHost({ allowedOrigins })
  const headers = { origin: 'https://bank.example', 'sec-fetch-site': 'same-origin' }
  const answer = await send(`${base}/inq_1`, { headers })
  expect(answer).toMatchObject({ ...problem(404, 'not_found'), headers: { vary: 'Origin' } })
  expect(corsNames(answer.headers)).toEqual([])
})

test('accepts its own origin behind a proxy if that is listed', async () => {
  const own = ['https://bank.example']
  const headers = { origin: 'https://bank.example' }
  const inside = `http://10.0.0.7:3000${base}/inq_1`
  expect(await createClosedHost().send(inside, { headers })).toMatchObject({ status: 403 })
  const listed = createClosedHost({ allowedOrigins: own })
  expect(await listed.send(inside, { headers })).toMatchObject(problem(404, 'not_found'))
})
