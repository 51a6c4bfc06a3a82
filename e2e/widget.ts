import { expect, type Frame, type FrameLocator, type Page } from '@playwright/test'

/** Waits until the widget shows a step. */
export async function untilStep(widget: FrameLocator, step: string): Promise<void> {
  await expect(widget.locator(`[data-step="${step}"]`)).toBeVisible()
}

/** Agrees to the first page. */
export async function consent(widget: FrameLocator): Promise<void> {
  await untilStep(widget, 'consent')
  await widget.getByRole('button', { name: 'Continue' }).click()
}

/** Fills in the second page. */
export async function giveDetails(widget: FrameLocator): Promise<void> {
  await untilStep(widget, 'details')
  await widget.getByLabel('First name').fill('Grace')
  await widget.getByLabel('Last name').fill('Hopper')
  await widget.getByLabel('Date of birth').fill('1906-12-09')
  await widget.getByRole('button', { name: 'Continue' }).click()
}

/** Gives the made-up document. */
export async function giveDocument(widget: FrameLocator): Promise<void> {
  await untilStep(widget, 'document')
  await widget.getByRole('button', { name: /sample document/i }).click()
  await widget.getByRole('button', { name: 'Continue' }).click()
}

/** Gives the made-up selfie. */
export async function giveSelfie(widget: FrameLocator): Promise<void> {
  await untilStep(widget, 'selfie')
  await widget.getByRole('button', { name: /sample selfie/i }).click()
  await widget.getByRole('button', { name: 'Continue' }).click()
}

/** Goes on from the document step to the end. */
export async function finish(widget: FrameLocator): Promise<void> {
  await giveDocument(widget)
  await giveSelfie(widget)
  await untilStep(widget, 'review')
  await widget.getByRole('button', { name: /submit|continue/i }).click()
  await untilStep(widget, 'done')
  await widget.getByRole('button', { name: 'Done' }).click()
}

/** The widget's own frame. */
export async function widgetFrame(page: Page): Promise<Frame> {
  const handle = await page.locator('iframe.persona-widget__iframe').elementHandle()
  const frame = await handle?.contentFrame()
  if (!frame) throw new Error('There is no widget in the page.')
  return frame
}

/** Lets the widget post a message, as Persona's does; some of them the emulator's never sends. */
export async function postFromWidget(
  page: Page,
  name: string,
  metadata: Record<string, unknown> = {},
): Promise<void> {
  const frame = await widgetFrame(page)
  await frame.evaluate(
    (message) => {
      const containerId = new URLSearchParams(location.search).get('container-id')
      parent.postMessage({ containerId, ...message }, '*')
    },
    { name, metadata },
  )
}
