import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestHost, type TestHost } from '../../testing/test-host.ts'

const own = 'https://bank.example'
const app = 'https://app.example'
const redirectUri = 'https://app.example/verified?from=persona'
const asksForPage = { accept: 'text/html,application/xhtml+xml' }
const navigation = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' }

let emulator: PersonaEmulator
let host: TestHost
let inquiryId: string

beforeEach(async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
  host = createTestHost(emulator, {
    handler: { hosted: { redirectUri }, allowedOrigins: [app, 'capacitor://localhost'] },
  })
  inquiryId = await host.give('ada', 'pending')
})
afterEach(async () => {
  await emulator.close()
})

function follow(
  headers: Record<string, string> = navigation,
  login: Record<string, string> = { 'x-person': 'ada' },
): Promise<Response> {
  const url = `${own}/api/inquiries/${inquiryId}/hosted`
  return host.handler(new Request(url, { headers: { ...headers, ...login } }))
}

test('redirects the person by a one-time link, without a referrer and without a token', async () => {
  const response = await follow()
  expect(response.status).toBe(303)
  const location = new URL(response.headers.get('location') ?? '')
  expect(location.pathname).toBe('/verify')
  expect([...location.searchParams.keys()]).toEqual(['code', 'redirect-uri'])
  expect(location.searchParams.get('redirect-uri')).toBe(redirectUri)
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.text()).toBe('')
  expect(host.calls()).toEqual(['retrieve', 'generate-one-time-link'])
  expect(JSON.stringify(host.log)).not.toContain(location.searchParams.get('code'))
})

test('resumes an expired inquiry first', async () => {
  emulator.simulate.expireInquiry({ inquiryId })
  expect((await follow()).status).toBe(303)
  expect(host.calls()).toEqual(['retrieve', 'resume', 'generate-one-time-link'])
})

test('is counted as a link', async () => {
  const statuses: number[] = []
  for (let count = 0; count < 6; count += 1) statuses.push((await follow()).status)
  expect(statuses).toEqual([303, 303, 303, 303, 303, 429])
  const link = await host.send('ada', 'POST', `/${inquiryId}/one-time-link`, {})
  expect(link.status).toBe(429)
})

describe('the way from', () => {
  test.each<[string, Record<string, string>]>([
    ['the same origin', navigation],
    [
      'the same origin, by the address bar of an older browser',
      { referer: `${own}/verify`, ...asksForPage },
    ],
    ['a listed origin', { ...navigation, 'sec-fetch-site': 'cross-site', referer: `${app}/` }],
    ['a listed origin, in an older browser', { referer: `${app}/verify`, ...asksForPage }],
    ['a listed app', { referer: 'capacitor://localhost/', ...asksForPage }],
  ])('%s is open', async (_, headers) => {
    expect((await follow(headers)).status).toBe(303)
  })

  test.each<[string, Record<string, string>]>([
    ['another site', { 'sec-fetch-site': 'cross-site', referer: 'https://evil.example/' }],
    ['a sibling', { 'sec-fetch-site': 'same-site', referer: 'https://shop.bank.example/' }],
    ['another site that hides itself', { 'sec-fetch-site': 'cross-site' }],
    ['a bookmark', { 'sec-fetch-site': 'none' }],
    ['a bookmark with a referrer', { 'sec-fetch-site': 'none', referer: `${app}/` }],
    ['nowhere', asksForPage],
    ['another site, in an older browser', { referer: 'https://evil.example/', ...asksForPage }],
    ['an address that is none', { referer: 'bank.example', ...asksForPage }],
    [
      'an image of a page of its own, in an older browser',
      { referer: `${own}/`, accept: 'image/*' },
    ],
    ['a preview', { ...navigation, 'x-purpose': 'preview' }],
    ['a script', { ...navigation, 'sec-fetch-mode': 'cors' }],
    ['an image', { ...navigation, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
    ['a frame', { ...navigation, 'sec-fetch-dest': 'iframe' }],
    ['a prefetch', { ...navigation, 'sec-purpose': 'prefetch' }],
    ['a prerendering', { ...navigation, 'sec-purpose': 'prefetch;prerender' }],
    ['a prefetch of an older browser', { referer: `${own}/`, purpose: 'prefetch', ...asksForPage }],
    ['a prefetch of Firefox', { referer: `${own}/`, 'x-moz': 'prefetch', ...asksForPage }],
  ])('%s is closed before Persona is called', async (_, headers) => {
    expect((await follow(headers)).status).toBe(403)
    expect(host.calls()).toEqual([])
  })
})

describe('a refusal is a page for the person', () => {
  const read = async (response: Response) => {
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    return { status: response.status, page: await response.text() }
  }

  test.each([
    ['who is signed out', () => follow(navigation, {}), 401, 'You’re signed out.'],
    [
      'whose inquiry it is not',
      () => follow(navigation, { 'x-person': 'bob' }),
      404,
      'We can’t find',
    ],
    ['from elsewhere', () => follow({}), 403, 'We can’t open your verification.'],
  ] as const)('%s', async (_, attempt, expected, text) => {
    const { status, page } = await read(await attempt())
    expect(status).toBe(expected)
    expect(page).toContain(text)
    expect(host.calls()).toEqual([])
  })

  test('whose inquiry is finished', async () => {
    emulator.simulate.decideInquiry({ inquiryId, status: 'approved' })
    expect((await read(await follow())).status).toBe(400)
  })
})
