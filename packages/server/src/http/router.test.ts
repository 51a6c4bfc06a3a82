import { expect, test } from 'vitest'
import { createRouter } from './router.ts'
import { problem } from '../../testing/answer.ts'
import { createClosedHost } from '../../testing/closed-host.ts'

const basePath = '/api/inquiries'
const post = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ reason: 'start' }),
}

test.each([
  ['POST', '', { action: 'start' }],
  ['POST', '/', { action: 'start' }],
  ['POST', '/inq_1/session', { action: 'session', inquiryId: 'inq_1' }],
  ['POST', '/inq_1/session/', { action: 'session', inquiryId: 'inq_1' }],
  ['GET', '/inq_1/session?tokenHash=0', { action: 'expiry', inquiryId: 'inq_1' }],
  ['GET', '/inq_1', { action: 'summary', inquiryId: 'inq_1' }],
  ['GET', '/inq_1?a=../b', { action: 'summary', inquiryId: 'inq_1' }],
  ['POST', '/inq_1/one-time-link', { action: 'link', inquiryId: 'inq_1' }],
])('routes %s %s', (method, path, route) => {
  for (const base of [basePath, `${basePath}/`, '/a-b/v1.0/~c', '/.well-known/..x']) {
    const url = `https://bank.example${base.replace(/\/$/, '')}${path}`
    expect(createRouter(base)(new Request(url, { method }))).toEqual(route)
  }
})

test.each([
  ['GET', '', 'POST'],
  ['DELETE', '/inq_1', 'GET'],
  ['POST', '/inq_1', 'GET'],
  ['DELETE', '/inq_1/session', 'GET, POST'],
  ['PUT', '/inq_1/one-time-link', 'POST'],
  ['OPTIONS', '/inq_1/session', 'GET, POST'],
])('rejects %s %s, and names the methods', async (method, path, allow) => {
  const { send, sent } = createClosedHost()
  const answer = await send(`${basePath}${path}`, { method })
  expect(answer).toMatchObject(problem(405, 'invalid_request'))
  expect(answer.headers['allow']).toBe(allow)
  expect(sent).toEqual([])
})

test.each([
  '/inq_a%2F..%2Finq_b',
  '/inq_a%00',
  '/inq_a%0d%0aset-cookie:a=b',
  '/inq_ä',
  '/іnq_a',
  '/ｉnq_a',
  '/inq_',
  '/inq_a.b',
  `/inq_${'a'.repeat(500)}`,
  '/accounts',
  '/%2e%2e%2faccounts',
  '//inq_1',
])('rejects %s, which holds no inquiry id', async (path) => {
  const { send, sent } = createClosedHost()
  const refused = problem(400, 'invalid_request')
  expect(await send(`${basePath}${path}`)).toMatchObject(refused)
  expect(await send(`${basePath}${path}/session`, post)).toMatchObject(refused)
  expect(sent).toEqual([])
})

test.each([
  `${basePath}/inq_1/../../accounts`,
  `${basePath}/%2e%2e/accounts`,
  `${basePath}x/inq_1`,
  '/',
  '/api',
  `${basePath}/inq_1/other`,
  `${basePath}/inq_1/session/more`,
])('rejects the unknown path %s, and lists the known ones', async (path) => {
  const { send } = createClosedHost()
  const answer = await send(path)
  expect(answer).toMatchObject(problem(404, 'not_found'))
  expect(answer.body['detail']).toContain(`GET ${basePath}/{inquiryId}`)
})

test('names the path that it got, which a framework may have changed', async () => {
  const { send } = createClosedHost({ basePath: '/base/api/inquiries' })
  const { body } = await send('/api/inquiries/inq_1')
  expect(body['detail']).toContain('/api/inquiries/inq_1 does not begin with the basePath')
})

test.each([
  '',
  '/',
  'api',
  '/api//x',
  'https://bank.example/api',
  '/api/:id',
  '/api/*',
  '/api/..',
  '/./api',
  '/api/../x',
  '/..',
  '/api/.',
  '/api/./',
])('rejects the base path %j', (path) => {
  expect(() => createRouter(path)).toThrow('basePath')
})
