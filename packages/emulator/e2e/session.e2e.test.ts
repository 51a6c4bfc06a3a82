import { describe, expect, test, vi } from 'vitest'
import { useChromium, openHostPage } from '../testing/host-page.ts'
import type { HostPage } from '../testing/host-page.ts'
import {
  namesOf,
  patience,
  payloadsOf,
  press,
  screen,
  visitWidget,
} from '../testing/widget-visit.ts'

const browser = await useChromium()

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

test('without a token a pending inquiry shows the expired page and says so', async () => {
  const { host, widget, inquiryId, customHost } = await visitWidget(browser, { step: 'document' })
  await host.open({ inquiryId, customHost })
  await expect
    .poll(() => payloadsOf(host, 'error'), patience)
    .toEqual([{ status: 409, code: 'unauthenticated' }])
  await widget.locator('main[data-step="expired"]').waitFor({ state: 'attached' })
  expect(payloadsOf(host, 'ready')).toEqual([])
})

test('the tab keeps its session when opened again, and a new tab has none', async () => {
  const { persona, host, inquiryId, customHost, open } = await visitWidget(browser, {
    step: 'document',
  })
  await open()
  await expect.poll(() => payloadsOf(host, 'ready'), patience).toHaveLength(1)
  await host.destroy()
  await host.open({ inquiryId, customHost })
  await expect.poll(() => payloadsOf(host, 'ready'), patience).toHaveLength(2)
  expect(persona.sessions(inquiryId)).toMatchObject([{ loadedByWidget: 2 }])
  const otherTab = await openHostPage(browser)
  await otherTab.open({ inquiryId, customHost })
  await expect.poll(() => payloadsOf(otherTab, 'error'), patience).toHaveLength(1)
})

test('the tab forgets a session that has died', async () => {
  const { persona, widget, open } = await visitWidget(browser, { step: 'document' })
  await open()
  await screen(widget, 'Add your ID').waitFor()
  const remembered = () => widget.locator('main').evaluate('sessionStorage.length')
  expect(await remembered()).toBe(1)
  persona.simulate.killSession({ inquiryId: persona.inquiries()[0]?.id ?? '' })
  await screen(widget, 'Session expired').waitFor()
  expect(await remembered()).toBe(0)
})

describe('a session killed while the person is at work', () => {
  test.for(['unauthenticated', 'unknown'] as const)('is reported as %s/409', async (report) => {
    const { persona, host, widget, inquiryId, open } = await visitWidget(browser, {
      step: 'document',
    })
    await open()
    await screen(widget, 'Add your ID').waitFor()
    persona.simulate.killSession({ inquiryId, report })
    await screen(widget, 'Session expired').waitFor()
    await expect
      .poll(() => payloadsOf(host, 'error'), patience)
      .toEqual([{ status: 409, code: report }])
  })

  test('is not reported at all when killed with the report none', async () => {
    const { persona, host, widget, inquiryId, open } = await visitWidget(browser, {
      step: 'document',
    })
    await open()
    await screen(widget, 'Add your ID').waitFor()
    const before = host.callbacks.length
    persona.simulate.killSession({ inquiryId, report: 'none' })
    await screen(widget, 'Session expired').waitFor()
    // Whatever the widget had posted would have arrived before this answer to `cancel`.
    await host.cancel(true)
    await expect
      .poll(() => namesOf(host.callbacks.slice(before)), patience)
      .toEqual(['event:exit', 'cancel'])
  })

  test('is noticed at the next answer when the news was lost', async () => {
    const { persona, host, widget, inquiryId, open } = await visitWidget(browser, {
      step: 'document',
    })
    await host.page.route('**/events', (route) => route.abort())
    await open()
    await press(widget, 'Use sample document')
    persona.simulate.killSession({ inquiryId })
    await press(widget, 'Continue')
    await screen(widget, 'Session expired').waitFor()
    await expect
      .poll(() => payloadsOf(host, 'error'), patience)
      .toEqual([{ status: 409, code: 'unauthenticated' }])
  })
})

test('a session that ends while answers are on their way is reported once', async () => {
  const { persona, host, widget, inquiryId, open } = await visitWidget(browser, {
    step: 'document',
  })
  await host.page.route('**/answers', async (route) => {
    persona.simulate.killSession({ inquiryId })
    await screen(widget, 'Session expired').waitFor()
    await route.continue()
  })
  await open()
  await press(widget, 'Use sample document')
  const answered = host.page.waitForResponse('**/answers')
  await press(widget, 'Continue')
  await (await answered).finished()
  await host.cancel(true)
  await expect.poll(() => payloadsOf(host, 'cancel'), patience).toHaveLength(1)
  expect(payloadsOf(host, 'error')).toEqual([{ status: 409, code: 'unauthenticated' }])
})

test('posts nothing any more once it was destroyed', async () => {
  const { host, widget, customHost, open } = await visitWidget(browser, { step: 'document' })
  const { page } = host
  // As the SDK does, which then removes the frame.
  const destroy = `document.querySelector('iframe').contentWindow
    .postMessage({ action: 'destroy', metadata: {} }, 'http://${customHost}')`
  await page.route('**/visits', async (route) => {
    await page.evaluate(destroy)
    await route.continue()
  })
  await open()
  await widget.locator('main[data-step="document"]').waitFor({ state: 'attached' })
  // What the widget had posted would have arrived before this.
  await widget.locator('main').evaluate(`parent.postMessage({ name: 'last', metadata: {} }, '*')`)
  await expect.poll(() => namesOf(host.callbacks), patience).toContain('event:last')
  expect(namesOf(host.callbacks)).toEqual(['event:load', 'load', 'event:last'])
})

describe.each([
  ['destroyed', 'client.destroy()'],
  ['removed', `document.querySelector('iframe').remove()`],
])('a frame that is %s leaves no error behind', (_, end) => {
  test('while its first request is under way', async () => {
    const { host, open } = await visitWidget(browser, { step: 'document' })
    const asked = host.page.waitForRequest('**/visits')
    await host.page.route('**/visits', async (route) => {
      await host.page.evaluate(end)
      await route.continue().catch(() => {})
    })
    await open()
    await asked
    await host.page.locator('iframe').waitFor({ state: 'detached' })
    expect(await errorsLeftBehind(host)).toEqual([])
  })

  test('while it is open', async () => {
    const { persona, host, widget, inquiryId, open } = await visitWidget(browser, {
      step: 'document',
    })
    await open()
    await screen(widget, 'Add your ID').waitFor()
    await host.page.evaluate(end)
    persona.simulate.killSession({ inquiryId })
    expect(await errorsLeftBehind(host)).toEqual([])
  })
})

/** Opens another widget: when that is ready, whatever the first has left behind has been told. */
async function errorsLeftBehind(host: HostPage): Promise<unknown[]> {
  await host.page.unroute('**/visits')
  const { inquiryId, customHost } = await visitWidget(browser)
  await host.open({ inquiryId, customHost })
  await screen(host.widget, 'Verify your identity').waitFor()
  return [...host.logged, ...host.uncaught]
}
