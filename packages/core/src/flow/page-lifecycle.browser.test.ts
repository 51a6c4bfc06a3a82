import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { restorePage, setOnline, setVisibility } from '../../test/page-life.ts'
import { watchPage } from './page-lifecycle.ts'

const onResume = vi.fn<(hiddenFor: number) => void>()
const onOnline = vi.fn<() => void>()
let stop = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  stop = watchPage({ onResume, onOnline })
})

afterEach(() => {
  stop()
  restorePage()
  vi.useRealTimers()
  onResume.mockReset()
  onOnline.mockReset()
})

/** Simulates that the page is stored in the back/forward cache and restored from it. */
function putAway(milliseconds: number, events: readonly Event[]): void {
  window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
  vi.advanceTimersByTime(milliseconds)
  for (const event of events) window.dispatchEvent(event)
}

const broughtBack = () => new PageTransitionEvent('pageshow', { persisted: true })

test.each([59_999, 60_000, 3600_000])(
  'reports that the page was hidden for %i ms',
  (milliseconds) => {
    setVisibility('hidden')
    vi.advanceTimersByTime(milliseconds)
    expect(onResume).not.toHaveBeenCalled()
    setVisibility('visible')
    expect(onResume).toHaveBeenCalledExactlyOnceWith(milliseconds)
  },
)

test('reports that the page was restored from the back/forward cache', () => {
  putAway(90_000, [broughtBack()])
  expect(onResume).toHaveBeenCalledExactlyOnceWith(90_000)
})

test('reports once that the page was hidden, cached, restored and shown', () => {
  setVisibility('hidden')
  vi.advanceTimersByTime(1_000)
  putAway(90_000, [broughtBack()])
  setVisibility('visible')
  expect(onResume).toHaveBeenCalledExactlyOnceWith(91_000)
})

test('ignores the first show of a page', () => {
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))
  setVisibility('visible')
  expect(onResume).not.toHaveBeenCalled()
})

test('measures each period separately', () => {
  for (const milliseconds of [70_000, 5_000]) {
    setVisibility('hidden')
    vi.advanceTimersByTime(milliseconds)
    setVisibility('visible')
    vi.advanceTimersByTime(1_000)
  }
  expect(onResume.mock.calls).toEqual([[70_000], [5_000]])
})

test('waits for the connection if the page is visible again without one', () => {
  setOnline(false)
  setVisibility('hidden')
  vi.advanceTimersByTime(90_000)
  setVisibility('visible')
  vi.advanceTimersByTime(10_000)
  expect(onResume).not.toHaveBeenCalled()

  setOnline(true)
  expect(onResume).toHaveBeenCalledExactlyOnceWith(90_000)
  expect(onOnline).toHaveBeenCalledOnce()
  setOnline(true)
  expect(onResume).toHaveBeenCalledOnce()
})

test('waits to be visible if the connection comes back while the page is hidden again', () => {
  setOnline(false)
  setVisibility('hidden')
  vi.advanceTimersByTime(90_000)
  setVisibility('visible')
  vi.advanceTimersByTime(10_000)
  setVisibility('hidden')
  setOnline(true)
  expect(onResume).not.toHaveBeenCalled()
  vi.advanceTimersByTime(5_000)
  setVisibility('visible')
  expect(onResume).toHaveBeenCalledExactlyOnceWith(95_000)
})

test('reports a new connection of a page that was never hidden', () => {
  setOnline(false)
  setOnline(true)
  expect(onOnline).toHaveBeenCalledOnce()
  expect(onResume).not.toHaveBeenCalled()
})

test('reports nothing after it is stopped', () => {
  setVisibility('hidden')
  vi.advanceTimersByTime(90_000)
  stop()
  setVisibility('visible')
  putAway(90_000, [broughtBack()])
  setOnline(true)
  expect(onResume).not.toHaveBeenCalled()
  expect(onOnline).not.toHaveBeenCalled()
})
