import { describe, expect, test } from 'vitest'
import { type HostPage, openHostPage } from '../testing/host-page.ts'
import { useEmulator } from '../testing/use-emulator.ts'
import { namesOf, payloadsOf, press, screen, visitWidget } from '../testing/widget-visit.ts'

test('without a token, a pending inquiry shows and reports an expired session', async () => {
  const { host, widget, inquiryId, customHost } = await visitWidget({ step: 'document' })
  await host.open({ inquiryId, customHost })
  await expect
    .poll(() => payloadsOf(host, 'error'))
    .toEqual([{ status: 409, code: 'unauthenticated' }])
  await widget.locator('main[data-step="expired"]').waitFor({ state: 'attached' })
  expect(payloadsOf(host, 'ready')).toEqual([])
})

test('the tab keeps its session when opened again, and a new tab has none', async () => {
  const { persona, host, inquiryId, customHost, open } = await visitWidget({
    step: 'document',
  })
  await open()
  await expect.poll(() => payloadsOf(host, 'ready')).toHaveLength(1)
  await host.destroy()
  await host.open({ inquiryId, customHost })
  await expect.poll(() => payloadsOf(host, 'ready')).toHaveLength(2)
  expect(persona.sessions(inquiryId)).toMatchObject([{ loadedByWidget: 2 }])
  const otherTab = await openHostPage()
  await otherTab.open({ inquiryId, customHost })
  await expect.poll(() => payloadsOf(otherTab, 'error')).toHaveLength(1)
})

test('the tab forgets a session that has ended', async () => {
  const { persona, widget, open } = await visitWidget({ step: 'document' })
  await open()
  await screen(widget, 'Add your ID').waitFor()
  const remembered = () => widget.locator('main').evaluate('sessionStorage.length')
  expect(await remembered()).toBe(1)
  persona.simulate.killSession({ inquiryId: persona.inquiries()[0]?.id ?? '' })
  await screen(widget, 'Session expired').waitFor()
  expect(await remembered()).toBe(0)
})

describe('a session killed in the middle of the flow', () => {
  test.for(['unauthenticated', 'unknown'] as const)('is reported as %s/409', async (report) => {
    const { persona, host, widget, inquiryId, open } = await visitWidget({
      step: 'document',
    })
    await open()
    await screen(widget, 'Add your ID').waitFor()
    persona.simulate.killSession({ inquiryId, report })
    await screen(widget, 'Session expired').waitFor()
    await expect.poll(() => payloadsOf(host, 'error')).toEqual([{ status: 409, code: report }])
  })

  test('is not reported at all when killed with the report none', async () => {
    const { persona, host, widget, inquiryId, open } = await visitWidget({
      step: 'document',
    })
    await open()
    await screen(widget, 'Add your ID').waitFor()
    const before = host.callbacks.length
    persona.simulate.killSession({ inquiryId, report: 'none' })
    await screen(widget, 'Session expired').waitFor()
    // Earlier messages of the widget would have arrived before this response to `cancel`.
    await host.cancel(true)
    await expect.poll(() => namesOf(host.callbacks.slice(before))).toEqual(['event:exit', 'cancel'])
  })

  test('is noticed at the next answer if the connection was lost', async () => {
    const { persona, host, widget, inquiryId, open } = await visitWidget({
      step: 'document',
    })
    await host.page.route('**/events', (route) => route.abort())
    await open()
    await press(widget, 'Use sample document')
    persona.simulate.killSession({ inquiryId })
    await press(widget, 'Continue')
    await screen(widget, 'Session expired').waitFor()
    await expect
      .poll(() => payloadsOf(host, 'error'))
      .toEqual([{ status: 409, code: 'unauthenticated' }])
  })
})

test('a session that ends while answers are being sent is reported once', async () => {
  const { persona, host, widget, inquiryId, open } = await visitWidget({
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
  await expect.poll(() => payloadsOf(host, 'cancel')).toHaveLength(1)
  expect(payloadsOf(host, 'error')).toEqual([{ status: 409, code: 'unauthenticated' }])
})

test('posts nothing after it was destroyed', async () => {
  const { host, widget, customHost, open } = await visitWidget({ step: 'document' })
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
  // Earlier messages of the widget would have arrived before this one.
  await widget.locator('main').evaluate(`parent.postMessage({ name: 'last', metadata: {} }, '*')`)
  await expect.poll(() => namesOf(host.callbacks)).toContain('event:last')
  expect(namesOf(host.callbacks)).toEqual(['event:load', 'load', 'event:last'])
})

describe.each([
  ['destroyed', 'client.destroy()'],
  ['removed', `document.querySelector('iframe').remove()`],
])('a frame that is %s leaves no error behind', (_, end) => {
  test('while its first request is under way', async () => {
    const { host, open } = await visitWidget({ step: 'document' })
    const requested = host.page.waitForRequest('**/visits')
    await host.page.route('**/visits', async (route) => {
      await host.page.evaluate(end)
      await route.continue().catch(() => {})
    })
    await open()
    await requested
    await host.page.locator('iframe').waitFor({ state: 'detached' })
    expect(await errorsLeftBehind(host)).toEqual([])
  })

  test('while it is open', async () => {
    const { persona, host, widget, inquiryId, open } = await visitWidget({
      step: 'document',
    })
    await open()
    await screen(widget, 'Add your ID').waitFor()
    await host.page.evaluate(end)
    persona.simulate.killSession({ inquiryId })
    expect(await errorsLeftBehind(host)).toEqual([])
  })
})

/** Returns the errors up to the time when another widget is ready. */
async function errorsLeftBehind(host: HostPage): Promise<unknown[]> {
  await host.page.unroute('**/visits')
  const { persona, api } = await useEmulator()
  await host.open({ inquiryId: await api.createInquiry(), customHost: persona.customHost })
  await screen(host.widget, 'Verify your identity').waitFor()
  return [...host.logged, ...host.uncaught]
}
