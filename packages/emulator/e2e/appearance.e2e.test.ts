import type { FrameLocator } from 'playwright'
import { expect, test } from 'vitest'
import { screen, visitWidget } from '../testing/widget-visit.ts'

/** Opens a created inquiry with more in the frame's address than the SDK's minimum. */
async function openFrame(search: string): Promise<FrameLocator> {
  const { host, persona, inquiryId } = await visitWidget()
  const address = `${persona.origin}/widget?inquiry-id=${inquiryId}&${search}`
  await host.page.evaluate(`document.body.innerHTML =
    '<iframe src="${address}" style="width: 400px; height: 900px"></iframe>'`)
  await screen(host.widget, 'Verify your identity').waitFor()
  return host.widget
}

/**
 * Evaluates a script in the frame. It is text, since Node has no types for the browser's globals.
 */
const ask = (widget: FrameLocator, script: string) => widget.locator('body').evaluate(script)

const styleOf = (widget: FrameLocator, selector: string, property: string) =>
  ask(widget, `getComputedStyle(document.querySelector('${selector}')).${property}`)

test.for([
  ['style-variant=dark', 'dark'],
  ['style-variant=base', 'light'],
  ['theme-set-id=theset_1', 'light'],
] as const)('%s is %s', async ([search, scheme]) => {
  const widget = await openFrame(search)
  expect(await styleOf(widget, 'html', 'colorScheme')).toBe(scheme)
})

test('inline, it has no close button, the requested paddings, and the height of its content', async () => {
  const widget = await openFrame(
    'flow-type=inline&widget-padding[top]=31&widget-padding[left]=17&navigation-padding[top]=0',
  )
  expect(await widget.getByRole('button', { name: 'Close' }).count()).toBe(0)
  expect(await styleOf(widget, '#shell', 'padding')).toBe('31px 0px 0px 17px')
  expect(await styleOf(widget, '.bar', 'paddingTop')).toBe('0px')
  const height = await ask(widget, `document.querySelector('#shell').clientHeight`)
  expect(height).toBeLessThan(900)
})

test('embedded, it ignores paddings', async () => {
  const widget = await openFrame('flow-type=embedded&widget-padding[top]=31')
  expect(await styleOf(widget, '#shell', 'padding')).toBe('0px')
})

test('an unsupported language falls back to English', async () => {
  const widget = await openFrame('language=tlh')
  expect(await widget.locator('html').getAttribute('lang')).toBe('en')
})

test.for(['consent', 'details', 'document', 'selfie', 'review'])(
  'every target of %s is at least 44 pixels high',
  async (step) => {
    const { widget, open } = await visitWidget({ step })
    await open()
    await widget.locator(`main[data-step="${step}"] h1`).waitFor()
    const low = await ask(
      widget,
      `[...document.querySelectorAll('button, input, select')]
        .filter((target) => target.checkVisibility())
        .filter((target) => Math.round(target.getBoundingClientRect().height) < 44)
        .map((target) => target.outerHTML)`,
    )
    expect(low).toEqual([])
  },
)
