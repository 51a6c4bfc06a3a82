import { expect, test } from 'vitest'
import { createCallLog } from './call-log.ts'

test('counts every call, and keeps the last 100,000 at least', () => {
  const log = createCallLog()
  const call = { method: 'GET', operation: 'list', inquiryId: null, at: '' } as const
  for (let count = 1; count <= 250_000; count += 1) log.begin({ ...call, path: `/${count}` })
  const kept = log.list()
  expect(log.count).toBe(250_000)
  expect(kept.length).toBeGreaterThanOrEqual(100_000)
  expect(kept.length).toBeLessThan(120_000)
  expect(kept.at(-1)).toMatchObject({ path: '/250000', status: null })
})
