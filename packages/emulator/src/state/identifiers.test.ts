import { expect, test, vi } from 'vitest'
import { createIdentifier } from './identifiers.ts'

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const drawn = vi.hoisted((): number[] => [])
vi.mock('node:crypto', () => ({ randomInt: () => drawn.shift() ?? 0 }))

test('an id holds nothing that the log masks as a session token', () => {
  const unlucky = `${'a'.repeat(10)}eyJ${'a'.repeat(11)}`
  drawn.push(...unlucky.split('').map((letter) => alphabet.indexOf(letter)))
  expect(createIdentifier('inq')).toBe(`inq_${'1'.repeat(24)}`)
})
