import { afterEach, expect, test, vi } from 'vitest'
import { createInquiryClient } from './inquiry-client.ts'

afterEach(() => vi.unstubAllGlobals())

test('clearing tells every listener, even after one that throws', () => {
  const reportError = vi.fn()
  vi.stubGlobal('reportError', reportError)
  const error = new Error('The host has failed.')
  const client = createInquiryClient()
  const listener = vi.fn()
  client.onClear(() => {
    throw error
  })
  client.onClear(listener)
  client.clear()
  expect(listener).toHaveBeenCalledOnce()
  expect(reportError).toHaveBeenCalledExactlyOnceWith(error)
})
