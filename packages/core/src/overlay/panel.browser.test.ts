import { expect, onTestFinished, test } from 'vitest'
import { createPanel } from './panel.ts'

test('keeps the focus when the button that was pressed is not needed any more', () => {
  const panel = createPanel({}, () => {})
  panel.element.tabIndex = -1
  document.body.append(panel.element)
  onTestFinished(() => panel.element.remove())
  panel.setContent({ text: 'That failed.', isWaiting: false, retry: 'Try again', cancel: 'Close' })
  panel.element.querySelector<HTMLElement>('[data-action=retry]')?.focus()
  panel.setContent({ text: 'Loading…', isWaiting: true, retry: undefined, cancel: 'Cancel' })
  expect(document.activeElement).toBe(panel.element)
})
