import { expect, test } from 'vitest'
import { parseAllowedOrigins } from './cross-origin.ts'
import { createClosedHost } from '../../testing/closed-host.ts'

test('accepts origins as a browser writes them', () => {
  const origins = [
    'https://app.example',
    'http://localhost:5173',
    'https://app.example:8443',
    'capacitor://localhost',
    'ionic://localhost:8100',
    'chrome-extension://aBcD',
    'app://.',
  ]
  expect([...parseAllowedOrigins(origins)]).toEqual(origins)
  expect([...parseAllowedOrigins()]).toEqual([])
})

test.each([
  ['https://app.example/', 'Write https://app.example.'],
  ['https://App.example', 'Write https://app.example.'],
  ['https://app.example:443', 'Write https://app.example.'],
  ['https://app.example/inquiries?a=b', 'Write https://app.example.'],
  ['https://ada@app.example', 'Write https://app.example.'],
  ['https://bücher.example', 'Write https://xn--bcher-kva.example.'],
  [' https://app.example', 'Write https://app.example.'],
  ['*', 'no wildcard'],
  ['https://*.example', 'no wildcard'],
  ['app.example', 'Write scheme and host'],
  ['localhost:5173', 'Write scheme and host'],
  ['null', 'Write scheme and host'],
  ['', 'Write scheme and host'],
  ['file:///etc', 'Write scheme and host'],
  ['file://', 'Write scheme and host'],
  ['capacitor://localhost/', 'Write scheme and host'],
  ['capacitor://ada@localhost', 'Write scheme and host'],
  ['capacitor://*', 'no wildcard'],
  ['capacitor:localhost', 'Write scheme and host'],
  [undefined, 'Write scheme and host'],
])('rejects %j, with advice', (origin, advice) => {
  const allowedOrigins = ['https://shop.example', origin] as string[]
  expect(() => createClosedHost({ allowedOrigins })).toThrow(TypeError)
  expect(() => createClosedHost({ allowedOrigins })).toThrow(advice)
})

test('lets the page of an app read the response, if its origin is listed exactly as sent', async () => {
  const origin = 'capacitor://localhost'
  const { send } = createClosedHost({ allowedOrigins: [origin] })
  const headers = { origin, 'sec-fetch-site': 'cross-site' }
  const answer = await send('/api/inquiries/inq_1', { headers })
  expect(answer).toMatchObject({ status: 404, headers: { 'access-control-allow-origin': origin } })
  for (const other of ['capacitor://localhost:1', 'CAPACITOR://localhost', 'ionic://localhost']) {
    const refused = await send('/api/inquiries/inq_1', { headers: { ...headers, origin: other } })
    expect(refused.status).toBe(403)
  }
})

test('rejects anything but a list', () => {
  const allowedOrigins = 'https://app.example' as unknown as string[]
  expect(() => createClosedHost({ allowedOrigins })).toThrow("['https://app.example']")
})
