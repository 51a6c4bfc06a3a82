import { expect, test } from 'vitest'
import { createRequestLog } from './request-log.ts'

test('counts every call, and keeps the last 100,000 at least', () => {
  const log = createRequestLog()
  const call = { method: 'GET', operation: 'list', inquiryId: null, status: null, at: '' } as const
  const request = { headers: {}, body: null }
  for (let count = 1; count <= 250_000; count += 1) {
    log.add({
      id: `req_${count}`,
      call: { ...call, path: `/${count}` },
      query: '',
      request,
      response: null,
      milliseconds: null,
    })
  }
  const kept = log.calls()
  expect(log.count).toBe(250_000)
  expect(kept.length).toBeGreaterThanOrEqual(100_000)
  expect(kept.length).toBeLessThan(120_000)
  expect(kept.at(-1)).toMatchObject({ path: '/250000', status: null })
  expect(log.newest().map(({ id }) => id)).toContain('req_250000')
  expect(log.newest()).toHaveLength(500)
})
