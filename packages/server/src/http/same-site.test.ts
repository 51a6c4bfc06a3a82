import { expect, test } from 'vitest'
import { problem } from '../../testing/answer.ts'
import { createClosedHost } from '../../testing/closed-host.ts'

const own = 'https://bank.example'
const path = '/api/inquiries/inq_1'
const post = { method: 'POST', body: JSON.stringify({ reason: 'start' }) }

test.each<Record<string, string>>([
  {},
  { 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'same-origin', origin: own },
  { 'sec-fetch-site': 'none' },
  { origin: own },
])('accepts %j', async (headers) => {
  const { send } = createClosedHost()
  const asJson = { ...headers, 'content-type': 'application/json' }
  const passed = problem(404, 'not_found')
  expect(await send(path, { headers })).toMatchObject(passed)
  expect(await send(`${path}/session`, { ...post, headers: asJson })).toMatchObject(passed)
})

test.each<Record<string, string>>([
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'cross-site', origin: own },
  { 'sec-fetch-site': 'same-site', origin: 'https://shop.bank.example' },
  { 'sec-fetch-site': 'same-origin, cross-site' },
  { origin: 'https://evil.example' },
  { origin: 'http://bank.example' },
  { origin: 'https://bank.example.evil.example' },
  { origin: 'https://bank.example:8443' },
  { origin: 'null' },
  { origin: '' },
])('rejects %j', async (headers) => {
  const { send, sent } = createClosedHost()
  const asJson = { ...headers, 'content-type': 'application/json' }
  const refused = problem(403, 'cross_site')
  expect(await send(path, { headers })).toMatchObject(refused)
  expect(await send(`${path}/session`, { ...post, headers: asJson })).toMatchObject(refused)
  expect(sent).toEqual([])
})

test('accepts a page behind a proxy that ends TLS', async () => {
  const { send } = createClosedHost()
  const answer = await send(`http://bank.example${path}`, { headers: { origin: own } })
  expect(answer).toMatchObject(problem(404, 'not_found'))
})

test.each([
  ['bank.example', 'https://bank.example'],
  ['bank.example', 'http://bank.example'],
  ['bank.example:8080', 'http://bank.example:8080'],
  ['bank.example:80', 'http://bank.example'],
])(
  'compares the host %s of the request with the origin %s, as in Next.js',
  async (host, origin) => {
    const { send } = createClosedHost()
    const answer = await send(`http://localhost:3000${path}`, { headers: { host, origin } })
    expect(answer).toMatchObject(problem(404, 'not_found'))
  },
)

test.each([
  ['bank.example', 'http://localhost:3000'],
  ['bank.example:8080', 'http://bank.example'],
  ['bank.example', 'https://evil.example'],
  ['', 'https://evil.example'],
])('rejects for the host %j a page of %s', async (host, origin) => {
  const { send } = createClosedHost()
  const answer = await send(`http://localhost:3000${path}`, { headers: { host, origin } })
  expect(answer).toMatchObject(problem(403, 'cross_site'))
})
