import type { FrameLocator, Page } from 'playwright'

/** A widget in its frame, or in the window of the hosted flow. */
export type Widget = FrameLocator | Page

const answers: Readonly<Record<string, (widget: Widget) => Promise<void>>> = {
  async consent() {},
  async details(widget) {
    await widget.getByLabel('First name').fill('Ada')
    await widget.getByLabel('Last name').fill('Lovelace')
    await widget.getByLabel('Date of birth').fill('1990-12-10')
  },
  document: (widget) => widget.getByRole('button', { name: 'Use sample document' }).click(),
  selfie: (widget) => widget.getByRole('button', { name: 'Use sample selfie' }).click(),
  async review() {},
}

/** Answers every step from the current one to the one before `last`. */
export async function walkTo(widget: Widget, last: string): Promise<void> {
  for (;;) {
    const step = await currentStep(widget)
    if (step === last) return
    const answer = answers[step]
    if (!answer) throw new Error(`The widget shows "${step}" on the way to "${last}".`)
    await answer(widget)
    await widget.getByRole('button', { name: 'Continue' }).click()
    await widget.locator(`main:not([data-step="${step}"])`).waitFor()
  }
}

/** Returns the step that the widget shows, once it is loaded. */
export async function currentStep(widget: Widget): Promise<string> {
  const shown = widget.locator('main:not([data-step="loading"])')
  return (await shown.getAttribute('data-step')) ?? ''
}

/** Waits until the widget shows a step. */
export function untilStep(widget: Widget, step: string): Promise<void> {
  return widget.locator(`main[data-step="${step}"]`).waitFor()
}

/** Answers every step, and presses the button of the last screen. */
export async function walkThrough(widget: Widget): Promise<void> {
  await walkTo(widget, 'done')
  await widget.getByRole('button', { name: 'Done' }).click()
}
