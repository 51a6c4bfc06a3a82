import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { restorePage, setOnline, setVisibility } from '../testing/page-life.ts'
import { watchWake } from './watch-wake.ts'

const onWake = vi.fn<(hiddenFor: number) => void>()
const onOnline = vi.fn<() => void>()
let stop = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  stop = watchWake({ onWake, onOnline })
})

afterEach(() => {
  stop()
  restorePage()
  vi.useRealTimers()
  onWake.mockReset()
  onOnline.mockReset()
})

/** The page is put away and brought back whole, as by the Back button. */
function putAway(milliseconds: number, events: readonly Event[]): void {
  window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
  vi.advanceTimersByTime(milliseconds)
  for (const event of events) window.dispatchEvent(event)
}

const broughtBack = () => new PageTransitionEvent('pageshow', { persisted: true })

test.each([59_999, 60_000, 3600_000])(
  'tells that the page was hidden for %i ms',
  (milliseconds) => {
    setVisibility('hidden')
    vi.advanceTimersByTime(milliseconds)
    expect(onWake).not.toHaveBeenCalled()
    setVisibility('visible')
    expect(onWake).toHaveBeenCalledExactlyOnceWith(milliseconds)
  },
)

test('tells that the page was put away and brought back', () => {
  putAway(90_000, [broughtBack()])
  expect(onWake).toHaveBeenCalledExactlyOnceWith(90_000)
})

test('tells once where the page was hidden, put away, brought back and shown', () => {
  setVisibility('hidden')
  vi.advanceTimersByTime(1_000)
  putAway(90_000, [broughtBack()])
  setVisibility('visible')
  expect(onWake).toHaveBeenCalledExactlyOnceWith(91_000)
})

test('takes the first show of a page for no return', () => {
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))
  setVisibility('visible')
  expect(onWake).not.toHaveBeenCalled()
})

test('counts each time anew', () => {
  for (const milliseconds of [70_000, 5_000]) {
    setVisibility('hidden')
    vi.advanceTimersByTime(milliseconds)
    setVisibility('visible')
    vi.advanceTimersByTime(1_000)
  }
  expect(onWake.mock.calls).toEqual([[70_000], [5_000]])
})

test('waits for the connection where the page is seen again without one', () => {
  setOnline(false)
  setVisibility('hidden')
  vi.advanceTimersByTime(90_000)
  setVisibility('visible')
  vi.advanceTimersByTime(10_000)
  expect(onWake).not.toHaveBeenCalled()

  setOnline(true)
  expect(onWake).toHaveBeenCalledExactlyOnceWith(90_000)
  expect(onOnline).toHaveBeenCalledOnce()
  setOnline(true)
  expect(onWake).toHaveBeenCalledOnce()
})

test('tells of a connection that comes back to a page that was never hidden', () => {
  setOnline(false)
  setOnline(true)
  expect(onOnline).toHaveBeenCalledOnce()
  expect(onWake).not.toHaveBeenCalled()
})

test('tells nothing once it is stopped', () => {
  setVisibility('hidden')
  vi.advanceTimersByTime(90_000)
  stop()
  setVisibility('visible')
  putAway(90_000, [broughtBack()])
  setOnline(true)
  expect(onWake).not.toHaveBeenCalled()
  expect(onOnline).not.toHaveBeenCalled()
})
