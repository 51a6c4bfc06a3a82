import { ResumableInquiryError } from '@resumable-inquiry/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import { ResumableInquiry } from './resumable-inquiry.tsx'
import { Component, InlineComponent, interfaces, openFlow, stateIs } from '../test/interfaces.tsx'
import { pendingSession } from '../test/scripted-back-end.ts'
import { setUp } from '../test/set-up.ts'
import '@resumable-inquiry/react/styles.css'

/** What the oldest supported browsers lack: Safari 16.0, Chrome 109, Firefox 115. */
const missing: readonly (readonly [object, string])[] = [
  [URL, 'canParse'],
  [URL, 'parse'],
  [Promise, 'withResolvers'],
  [Promise, 'try'],
  [Object, 'groupBy'],
  [Map, 'groupBy'],
  [Array, 'fromAsync'],
  [AbortSignal, 'any'],
  [Response, 'json'],
  [Array.prototype, 'toSorted'],
  [Array.prototype, 'toReversed'],
  [Array.prototype, 'with'],
  [Set.prototype, 'union'],
  [Set.prototype, 'difference'],
  [URLSearchParams.prototype, 'size'],
  [CSSStyleSheet.prototype, 'replaceSync'],
  [Document.prototype, 'adoptedStyleSheets'],
  [Element.prototype, 'checkVisibility'],
  [HTMLElement.prototype, 'showPopover'],
  [HTMLElement.prototype, 'popover'],
  [HTMLDialogElement.prototype, 'closedBy'],
  [HTMLDialogElement.prototype, 'requestClose'],
  [window, 'ReportingObserver'],
  [window, 'requestIdleCallback'],
  [window, 'scheduler'],
  ...Object.getOwnPropertyNames(Element.prototype)
    .filter((name) => name === 'role' || name.startsWith('aria'))
    .map((name) => [Element.prototype, name] as const),
]

/** Removes what is missing. Returns a function that restores it. */
function removeMissing(): () => void {
  const removed = missing.map(([owner, name]) => {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name)
    Reflect.deleteProperty(owner, name)
    return { owner, name, descriptor }
  })
  return () => {
    for (const { owner, name, descriptor } of removed) {
      if (descriptor) Object.defineProperty(owner, name, descriptor)
    }
  }
}

let restore = () => {}
let styleCount: number
const styles = () => document.querySelectorAll('style').length

beforeEach(() => {
  styleCount = styles()
  restore = removeMissing()
})

afterEach(async () => {
  await cleanup()
  restore()
})

test('a closed flow renders', async () => {
  expect(missing.filter(([owner, name]) => name in owner)).toEqual([])
  const { container } = await render(<ResumableInquiry inquiryId="inq_a" defaultOpen={false} />)
  expect(container.querySelector('[data-state=idle]')).not.toBeNull()
})

describe.each(Object.entries({ ...interfaces, 'inline component': InlineComponent }))(
  'the %s',
  (name, Flow) => {
    test('opens, recovers and completes, and leaves no style', async () => {
      const { props, backEnd, widget } = setUp({
        script: (created, index) => {
          if (index === 0) created.ready()
        },
      })
      const onComplete = vi.fn()
      await render(<Flow {...props} inquiryId="inq_a" onComplete={onComplete} />)
      openFlow(name)
      const first = await widget(0)
      await stateIs('open')
      first.fail({ status: 409, code: 'unauthenticated' })
      const second = await widget(1)
      const panel = document.querySelector('.resumable-inquiry-panel')
      expect(panel).toHaveStyle({ backgroundColor: 'rgb(255, 255, 255)' })
      second.ready()
      await stateIs('open')
      expect(backEnd.requests.map(({ reason }) => reason)).toEqual(['start', 'session_expired'])
      second.complete()
      await stateIs('finished')
      expect(onComplete).toHaveBeenCalledOnce()
      expect(styles()).toBe(styleCount)
    })
  },
)

test('a modal covers and locks the page', async () => {
  const { props, widget } = setUp()
  await render(<Component {...props} inquiryId="inq_a" />)
  await widget(0)
  await stateIs('open')
  const dialog = document.querySelector('dialog')
  expect(dialog?.contains(document.elementFromPoint(1, 1))).toBe(true)
  expect(getComputedStyle(document.documentElement).overflowY).toBe('hidden')
})

test('an error is shown, and can be retried', async () => {
  let isRefused = true
  const { props } = setUp({
    answer: ({ inquiryId }) => {
      if (isRefused) throw new ResumableInquiryError('signed_out', 'Signed out.')
      return pendingSession(inquiryId)
    },
  })
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await render(<Component {...props} inquiryId="inq_a" />)
  const retry = page.getByRole('button', { name: 'Try again' })
  await expect.element(retry).toBeVisible()
  isRefused = false
  await retry.click()
  await stateIs('open')
  vi.restoreAllMocks()
})
