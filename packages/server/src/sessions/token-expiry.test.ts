import { expect, test } from 'vitest'
import { tokenWith } from '../../testing/scripted-persona.ts'
import { getTokenExpiry } from './session-service.ts'

test('reads the expiry of a token', () => {
  expect(getTokenExpiry(tokenWith({ exp: 1_767_225_600 }))).toBe(Date.parse('2026-01-01T00:00:00Z'))
  // Encodes to `-` and `_` in base64url.
  expect(getTokenExpiry(tokenWith({ sid: '>>>???', exp: 1 }))).toBe(1000)
})

test.each([
  '',
  'opaque',
  'a.b',
  'a.!.c',
  'a..c',
  tokenWith(null),
  tokenWith([]),
  tokenWith({}),
  tokenWith({ exp: '1' }),
  tokenWith({ exp: null }),
  `a.${btoa('{"exp":1e999}')}.c`,
])('finds no expiry in %j', (token) => {
  expect(getTokenExpiry(token)).toBeNull()
})
