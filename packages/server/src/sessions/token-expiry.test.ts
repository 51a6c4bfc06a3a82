import { expect, test } from 'vitest'
import { tokenWith } from '../../testing/scripted-persona.ts'
import { getTokenClaims } from './fail-open-store.ts'

test('reads the expiry of a token', () => {
  expect(getTokenClaims(tokenWith({ exp: 1_767_225_600 })).expiresAt).toBe(
    Date.parse('2026-01-01T00:00:00Z'),
  )
  // Encodes to `-` and `_` in base64url.
  expect(getTokenClaims(tokenWith({ sid: '>>>???', exp: 1 })).expiresAt).toBe(1000)
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
  expect(getTokenClaims(token).expiresAt).toBeNull()
})
