import { expect, test, vi } from 'vitest'
import { acquireModal } from './acquire-modal.ts'

test('a second modal closes the first, and warns in development', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const closeFirst = vi.fn()
  const closeSecond = vi.fn()
  const releaseFirst = acquireModal(closeFirst)
  const releaseSecond = acquireModal(closeSecond)
  expect(closeFirst).toHaveBeenCalledOnce()
  expect(warn).toHaveBeenCalledOnce()

  // A late release of the first does not release the second.
  releaseFirst()
  acquireModal(() => {})()
  expect(closeSecond).toHaveBeenCalledOnce()
  releaseSecond()
  warn.mockRestore()
})
