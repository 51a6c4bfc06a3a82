import { expect, test } from 'vitest'
import { hostedFlowUrl } from './index.ts'

const inquiryId = 'inq_1'

test('names the inquiry at Persona', () => {
  expect(hostedFlowUrl({ inquiryId })).toBe(
    'https://inquiry.withpersona.com/verify?inquiry-id=inq_1',
  )
})

test('has the token, the address to return to, and an organization’s own host', () => {
  const url = new URL(
    hostedFlowUrl({
      inquiryId,
      sessionToken: 'a.b&c',
      redirectUri: 'myapp://done?a=1&b=2',
      baseUrl: 'https://verify.bank.example',
    }),
  )
  expect(url.origin).toBe('https://verify.bank.example')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    'inquiry-id': inquiryId,
    'session-token': 'a.b&c',
    'redirect-uri': 'myapp://done?a=1&b=2',
  })
})

test.each([
  { inquiryId: 'itmpl_1' },
  { inquiryId: '../inq_1' },
  { inquiryId, redirectUri: '/done' },
  { inquiryId, redirectUri: 'javascript:alert(1)' },
  { inquiryId, redirectUri: 'data:text/html,x' },
  { inquiryId, baseUrl: 'withpersona.com' },
])('refuses %j', (options) => {
  expect(() => hostedFlowUrl(options)).toThrow(TypeError)
})
