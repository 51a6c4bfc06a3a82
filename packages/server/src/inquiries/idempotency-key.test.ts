import { expect, test } from 'vitest'
import { getIdempotencyKey } from './current-inquiry.ts'

test('is the same for the same person and the same newest inquiry', async () => {
  const key = await getIdempotencyKey('ada', [{ id: 'inq_2' }, { id: 'inq_1' }])
  expect(await getIdempotencyKey('ada', [{ id: 'inq_2' }])).toBe(key)
})

test('differs for every other person, and for the next inquiry', async () => {
  const keys = await Promise.all([
    getIdempotencyKey('ada', []),
    getIdempotencyKey('bob', []),
    getIdempotencyKey('ada', [{ id: 'inq_1' }]),
    getIdempotencyKey('ada', [{ id: 'inq_2' }]),
    getIdempotencyKey('ada","inq_1', []),
  ])
  expect(new Set(keys).size).toBe(keys.length)
})

test('does not say who the person is', async () => {
  expect(await getIdempotencyKey('ada@example.com', [])).not.toContain('ada')
})
