import { afterEach, expect, test, vi } from 'vitest'
import { createClosedHost } from '../../testing/closed-host.ts'
import { type Mounted, mounts } from '../../testing/mounts.ts'
import { lines, sendBytes } from '../../testing/socket.ts'

const mounted: Mounted[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(mounted.splice(0).map((one) => one.close()))
})

/** Sent with every request; must appear nowhere. */
const canary = 'canary-5f3c'
const host = 'Host: bank.example'
const json = 'Content-Type: application/json'
const cookie = `Cookie: session=${canary}`

function post(path: string, body: string, ...headers: readonly string[]): string {
  const length = `Content-Length: ${Buffer.byteLength(body, 'latin1')}`
  return lines(`POST ${path} HTTP/1.1`, host, cookie, length, ...headers) + body
}

const get = (path: string, ...headers: readonly string[]) =>
  lines(`GET ${path} HTTP/1.1`, host, cookie, ...headers)

const base = '/api/inquiries'
const session = `${base}/inq_1/session`
const start = '{"reason":"start"}'
const latin1 = (text: string) => Buffer.from(text).toString('latin1')

test.each<[string, number, string]>([
  ['a body of 10 MB', 413, post(session, `"${canary}"`.padEnd(10 * 1024 * 1024), json)],
  ['deep JSON', 400, post(session, '{"reason":'.repeat(300), json)],
  ['a deep array that closes', 400, post(session, '['.repeat(2000) + ']'.repeat(2000), json)],
  ['JSON that pollutes', 400, post(session, `{"__proto__":{"reason":"start"}}`, json)],
  [
    'a reason twice, the last one wrong',
    400,
    post(session, `{"reason":"start","reason":"${canary}"}`, json),
  ],
  ['no JSON', 400, post(session, `reason=${canary}`, json)],
  ['JSON in UTF-16', 400, post(session, start.split('').join('\0'), json)],
  ['bytes that are no text', 400, post(session, '\xff\xfe\x80', json)],
  ['a compressed body', 400, post(session, '\x1f\x8b\x08\0', json, 'Content-Encoding: gzip')],
  ['no content type', 415, post(session, start)],
  ['a form', 415, post(session, 'reason=start', 'Content-Type: application/x-www-form-urlencoded')],
  ['plain text', 415, post(session, start, 'Content-Type: text/plain;application/json')],
  ['two content types', 415, post(session, start, json, 'Content-Type: text/plain')],
  ['two content types, one of them twice', 415, post(session, start, json, json)],
  ['a content type that is long', 415, post(session, start, `Content-Type: ${'a'.repeat(8000)}`)],
  ['two lengths', 400, post(session, start, json, 'Content-Length: 1')],
  ['a length and chunks', 400, post(session, start, json, 'Transfer-Encoding: chunked')],
  ['a folded header', 400, post(session, start, json, `X-Folded: a\r\n b: ${canary}`)],
  ['a header without a name', 400, post(session, start, json, `: ${canary}`)],
  ['a NUL in a header', 400, post(session, start, json, `X-Nul: a\0${canary}`)],
  ['a line feed in a header', 400, post(session, start, json, `X-Split: a\rX-Other: ${canary}`)],
  [
    'two origins',
    403,
    post(session, start, json, 'Origin: http://bank.example', 'Origin: http://evil.example'),
  ],
  [
    'two sites',
    403,
    get(`${base}/inq_1`, 'Sec-Fetch-Site: same-origin', 'Sec-Fetch-Site: cross-site'),
  ],
  ['a dotted id', 404, get(`${base}/inq_1/../../accounts`)],
  ['a dotted id, encoded', 404, get(`${base}/%2e%2e/accounts`)],
  ['an id with an encoded slash', 400, get(`${base}/inq_1%2F..%2Finq_2`)],
  ['an id with a slash, encoded twice', 400, get(`${base}/inq_1%252F..%252Finq_2`)],
  ['an id with a backslash, encoded', 400, get(`${base}/inq_1%5C..%5Cinq_2`)],
  ['an id with a line feed, encoded', 400, get(`${base}/inq_1%0d%0aSet-Cookie:%20a=${canary}`)],
  ['a request line that ends after the id', 404, get(`${base}/inq_1\r\nX-Injected: ${canary}`)],
  ['an id with a NUL, encoded', 400, get(`${base}/inq_1%00`)],
  ['an id with a Cyrillic letter', 400, get(latin1(`${base}/іnq_1`))],
  ['an id with a Cyrillic letter, encoded', 400, get(`${base}/${encodeURIComponent('іnq_1')}`)],
  ['an id in full width', 400, get(`${base}/${encodeURIComponent('ｉｎｑ＿１')}`)],
  ['an id with a full-width slash', 400, get(`${base}/${encodeURIComponent('inq_1／..／inq_2')}`)],
  ['an id with a joiner of no width', 400, get(`${base}/${encodeURIComponent('inq_1\u200d')}`)],
  ['an id with half a character', 400, get(`${base}/inq_1%c0%af`)],
  ['an id with a percent sign alone', 400, get(`${base}/inq_1%`)],
  ['an id that is long', 400, get(`${base}/inq_${'a'.repeat(8000)}`)],
  ['an id with parameters', 400, get(`${base}/inq_1;id=inq_2`)],
  ['a path that begins with two slashes', 404, get(`/${base}/inq_1`)],
  ['the path of another host', 404, get('//evil.example/accounts')],
])('rejects %s with %i', async (_name, status, bytes) => {
  const consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
    vi.spyOn(console, name),
  )
  const { handler, log, sent } = createClosedHost()
  const mount = mounts["Node's http"]
  if (mount === undefined) throw new Error('Nothing is mounted.')
  const one = await mount(handler)
  mounted.push(one)

  const answer = await sendBytes(one.port, bytes)
  expect(answer.status).toBe(status)
  expect(sent).toEqual([])
  expect(Object.keys(answer.headers)).not.toContain('set-cookie')
  expect(Object.keys(answer.headers)).not.toContain('x-injected')
  for (const spy of consoles) expect(spy).not.toHaveBeenCalled()
  expect(JSON.stringify([log, answer])).not.toContain(canary)

  // Node's parser rejects what is not HTTP; everything else gets a problem of the contract.
  expect(log.length).toBe(answer.text === '' ? 0 : 1)
  const told = answer.text === '' ? { status } : (JSON.parse(answer.text) as unknown)
  const type = answer.text === '' ? undefined : 'application/problem+json'
  expect(told).toMatchObject({ status })
  expect(answer.headers['content-type']).toBe(type)
  expect(log[0] ?? told).toMatchObject({ status })
  expect((await sendBytes(one.port, get(`${base}/inq_1`))).status).toBe(404)
})
