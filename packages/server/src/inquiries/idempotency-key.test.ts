import { expect, test } from 'vitest'
import { creationKey } from './idempotency-key.ts'

test('is the same for the same person and the same newest inquiry', async () => {
  const key = await creationKey('ada', [{ id: 'inq_2' }, { id: 'inq_1' }])
  expect(await creationKey('ada', [{ id: 'inq_2' }])).toBe(key)
})

test('differs for every other person, and for the next inquiry', async () => {
  const keys = await Promise.all([
    creationKey('ada', []),
    creationKey('bob', []),
    creationKey('ada', [{ id: 'inq_1' }]),
    creationKey('ada', [{ id: 'inq_2' }]),
    creationKey('ada","inq_1', []),
  ])
  expect(new Set(keys).size).toBe(keys.length)
})

test('does not say who the person is', async () => {
  expect(await creationKey('ada@example.com', [])).not.toContain('ada')
})
