import type { Browser, FrameLocator } from 'playwright'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createApiClient } from './testing/api-client.ts'
import type { Callback, HostPage } from './testing/host-page.ts'
import { launchChromium, openHostPage } from './testing/host-page.ts'
import { useEmulator } from './testing/use-emulator.ts'
import { anyNumber, anyText } from './testing/matchers.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })
const patience = { timeout: 10_000 }

const heading = (widget: FrameLocator, name: string) => widget.getByRole('heading', { name })
const next = (widget: FrameLocator) => widget.getByRole('button', { name: 'Continue' }).click()
const names = (callbacks: Callback[]) => callbacks.map(([name]) => name)
const of = (host: HostPage, name: string) =>
  host.callbacks.filter(([callback]) => callback === name).map(([, payload]) => payload)

async function open(options: { isPending?: boolean } = {}) {
  const { persona } = await useEmulator()
  const api = createApiClient(persona)
  const inquiryId = await api.createInquiry()
  if (options.isPending) persona.simulate.startInquiry({ inquiryId })
  const host = await openHostPage(browser)
  return { persona, api, inquiryId, host, customHost: persona.customHost }
}

test('the SDK opens a created inquiry and completes it', async () => {
  const { persona, host, inquiryId, customHost } = await open()
  const { widget } = host
  await host.open({ inquiryId, customHost })
  await heading(widget, 'Verify your identity').waitFor()
  await next(widget)
  await widget.getByLabel('First name').fill('Ada')
  await widget.getByLabel('Last name').fill('Lovelace')
  await widget.getByLabel('Date of birth').fill('1990-12-10')
  await next(widget)
  await widget.getByRole('button', { name: 'Use sample document' }).click()
  await next(widget)
  await heading(widget, 'Check your answers').waitFor()
  await next(widget)
  await widget.getByRole('button', { name: 'Done' }).click()
  await expect.poll(() => of(host, 'complete'), patience).toHaveLength(1)

  expect(names(host.callbacks)).toEqual([
    'event:load',
    'load',
    'event:ready',
    'ready',
    'event:page-change',
    'event:start',
    'event:page-change',
    'event:page-change',
    'event:document-camera-capture',
    'event:page-change',
    'event:page-change',
    'event:complete',
    'complete',
  ])
  expect(of(host, 'complete')).toMatchObject([
    { inquiryId, status: 'completed', fields: { 'name-first': { type: 'string', value: 'Ada' } } },
  ])
  expect(of(host, 'event:start')).toEqual([{ inquiryId }])
  expect(of(host, 'event:page-change').at(2)).toMatchObject({
    name: 'document',
    path: '/inquiry/document',
    metadata: { pageHeight: anyNumber },
  })
  expect(persona.inquiries()).toMatchObject([{ status: 'completed' }])
  expect(persona.sessions(inquiryId)).toMatchObject([{ createdBy: 'widget', loadedByWidget: 1 }])
  expect(persona.calls({ inquiryId, operation: 'resume' })).toEqual([])
  expect(host.uncaught).toEqual([])
})

test('the sandbox toggle makes the person fail', async () => {
  const { persona, api, host, inquiryId, customHost } = await open()
  persona.simulate.startInquiry({ inquiryId, step: 'review' })
  await host.open({ inquiryId, customHost, sessionToken: await api.resume(inquiryId) })
  await host.widget.getByLabel('Fail').check()
  await next(host.widget)
  await host.widget.getByRole('button', { name: 'Done' }).click()
  await expect.poll(() => of(host, 'complete'), patience).toMatchObject([{ status: 'failed' }])
  expect(of(host, 'event:fail')).toHaveLength(1)
})

test('a pending inquiry opens at the saved step with its answers', async () => {
  const { api, host, inquiryId, customHost } = await open({ isPending: true })
  await host.open({ inquiryId, customHost, sessionToken: await api.resume(inquiryId) })
  await heading(host.widget, 'Add your ID').waitFor()
  await host.widget.getByRole('button', { name: 'Back' }).click()
  expect(await host.widget.getByLabel('Last name').inputValue()).toBe('Lovelace')
  expect(await host.widget.getByRole('main').getAttribute('data-step')).toBe('details')
})

test('without a token a pending inquiry shows the expired page and says so', async () => {
  const { host, inquiryId, customHost } = await open({ isPending: true })
  await host.open({ inquiryId, customHost })
  await expect
    .poll(() => of(host, 'error'), patience)
    .toEqual([{ status: 409, code: 'unauthenticated' }])
  await expect
    .poll(() => host.widget.locator('main').getAttribute('data-step'), patience)
    .toBe('expired')
  expect(of(host, 'ready')).toEqual([])
})

test('the tab keeps its session when opened again, and a new tab has none', async () => {
  const { persona, api, host, inquiryId, customHost } = await open({ isPending: true })
  await host.open({ inquiryId, customHost, sessionToken: await api.resume(inquiryId) })
  await expect.poll(() => of(host, 'ready'), patience).toHaveLength(1)
  await host.destroy()
  await host.open({ inquiryId, customHost })
  await expect.poll(() => of(host, 'ready'), patience).toHaveLength(2)
  expect(persona.sessions(inquiryId)).toMatchObject([{ loadedByWidget: 2 }])
  const otherTab = await openHostPage(browser)
  await otherTab.open({ inquiryId, customHost })
  await expect.poll(() => of(otherTab, 'error'), patience).toHaveLength(1)
})

describe('a session killed while the person is at work', () => {
  test.for(['unauthenticated', 'unknown'] as const)('is reported as %s/409', async (report) => {
    const { persona, api, host, inquiryId, customHost } = await open({ isPending: true })
    await host.open({ inquiryId, customHost, sessionToken: await api.resume(inquiryId) })
    await heading(host.widget, 'Add your ID').waitFor()
    persona.simulate.killSession({ inquiryId, report })
    await heading(host.widget, 'Session expired').waitFor()
    await expect.poll(() => of(host, 'error'), patience).toEqual([{ status: 409, code: report }])
  })

  test('is not reported at all when killed in silence', async () => {
    const { persona, api, host, inquiryId, customHost } = await open({ isPending: true })
    await host.open({ inquiryId, customHost, sessionToken: await api.resume(inquiryId) })
    await heading(host.widget, 'Add your ID').waitFor()
    const before = host.callbacks.length
    persona.simulate.killSession({ inquiryId, report: 'silence' })
    await heading(host.widget, 'Session expired').waitFor()
    // Whatever the widget had posted would have arrived before this answer to `cancel`.
    await host.cancel(true)
    await expect
      .poll(() => names(host.callbacks.slice(before)), patience)
      .toEqual(['event:exit', 'cancel'])
  })

  test('is noticed at the next answer when the news was lost', async () => {
    const { persona, api, host, inquiryId, customHost } = await open({ isPending: true })
    await host.page.route('**/events', (route) => route.abort())
    await host.open({ inquiryId, customHost, sessionToken: await api.resume(inquiryId) })
    await host.widget.getByRole('button', { name: 'Use sample document' }).click()
    persona.simulate.killSession({ inquiryId })
    await next(host.widget)
    await heading(host.widget, 'Session expired').waitFor()
    await expect
      .poll(() => of(host, 'error'), patience)
      .toEqual([{ status: 409, code: 'unauthenticated' }])
  })
})

test('a session that ends while answers are on their way is reported once', async () => {
  const { persona, api, host, inquiryId, customHost } = await open({ isPending: true })
  await host.page.route('**/answers', async (route) => {
    persona.simulate.killSession({ inquiryId })
    await heading(host.widget, 'Session expired').waitFor()
    await route.continue()
  })
  await host.open({ inquiryId, customHost, sessionToken: await api.resume(inquiryId) })
  await host.widget.getByRole('button', { name: 'Use sample document' }).click()
  const answered = host.page.waitForResponse('**/answers')
  await next(host.widget)
  await (await answered).finished()
  await host.cancel(true)
  await expect.poll(() => of(host, 'cancel'), patience).toHaveLength(1)
  expect(of(host, 'error')).toEqual([{ status: 409, code: 'unauthenticated' }])
})

test('posts nothing any more once it was destroyed', async () => {
  const { api, host, inquiryId, customHost } = await open({ isPending: true })
  const { page, widget } = host
  // As the SDK does, which then removes the frame.
  const destroy = `document.querySelector('iframe').contentWindow
    .postMessage({ action: 'destroy', metadata: {} }, 'http://${customHost}')`
  await page.route('**/visits', async (route) => {
    await page.evaluate(destroy)
    await route.continue()
  })
  await host.open({ inquiryId, customHost, sessionToken: await api.resume(inquiryId) })
  await widget.locator('main[data-step="document"]').waitFor({ state: 'attached' })
  // What the widget had posted would have arrived before this.
  await widget.locator('main').evaluate(`parent.postMessage({ name: 'last', metadata: {} }, '*')`)
  await expect.poll(() => names(host.callbacks), patience).toContain('event:last')
  expect(names(host.callbacks)).toEqual(['event:load', 'load', 'event:last'])
})

describe.each([
  ['destroyed', 'client.destroy()'],
  ['removed', `document.querySelector('iframe').remove()`],
])('a frame that is %s leaves no error behind', (_, end) => {
  test('while its first request is under way', async () => {
    const { api, host, inquiryId, customHost } = await open({ isPending: true })
    const asked = host.page.waitForRequest('**/visits')
    await host.page.route('**/visits', async (route) => {
      await host.page.evaluate(end)
      await route.continue().catch(() => {})
    })
    await host.open({ inquiryId, customHost, sessionToken: await api.resume(inquiryId) })
    await asked
    await host.page.locator('iframe').waitFor({ state: 'detached' })
    expect(await errorsLeftBehind(host)).toEqual([])
  })

  test('while it is open', async () => {
    const { persona, api, host, inquiryId, customHost } = await open({ isPending: true })
    await host.open({ inquiryId, customHost, sessionToken: await api.resume(inquiryId) })
    await heading(host.widget, 'Add your ID').waitFor()
    await host.page.evaluate(end)
    persona.simulate.killSession({ inquiryId })
    expect(await errorsLeftBehind(host)).toEqual([])
  })
})

/** Opens another widget: when that is ready, whatever the first has left behind has been told. */
async function errorsLeftBehind(host: HostPage): Promise<unknown[]> {
  await host.page.unroute('**/visits')
  const { inquiryId, customHost } = await open()
  await host.open({ inquiryId, customHost })
  await heading(host.widget, 'Verify your identity').waitFor()
  return [...host.logged, ...host.uncaught]
}

describe('cancel', () => {
  test('asks before leaving, and keeps what was typed', async () => {
    const { persona, api, host, inquiryId, customHost } = await open()
    persona.simulate.startInquiry({ inquiryId, step: 'details' })
    await host.open({ inquiryId, customHost, sessionToken: await api.resume(inquiryId) })
    await host.widget.getByLabel('First name').fill('Grace')
    await host.cancel(false)
    await host.widget.getByRole('dialog').waitFor()
    await host.widget.getByRole('button', { name: 'Keep going' }).click()
    expect(await host.widget.getByLabel('First name').inputValue()).toBe('Grace')
    await host.widget.getByRole('button', { name: 'Close' }).click()
    await host.widget.getByRole('button', { name: 'Leave' }).click()
    await expect
      .poll(() => of(host, 'cancel'), patience)
      .toEqual([{ inquiryId, sessionToken: anyText }])
  })

  test('leaves at once when forced', async () => {
    const { host, inquiryId, customHost } = await open()
    await host.open({ inquiryId, customHost })
    await heading(host.widget, 'Verify your identity').waitFor()
    await host.cancel(true)
    await expect.poll(() => of(host, 'cancel'), patience).toHaveLength(1)
  })
})

describe('a widget that is ordered to fail', () => {
  test.for([
    [{ behaviour: 'crash' }, { status: 0, code: 'application_error' }],
    [
      { behaviour: 'error', status: 500, code: 'unknown' },
      { status: 500, code: 'unknown' },
    ],
  ] as const)('reports %j', async ([behaviour, error]) => {
    const { persona, host, inquiryId, customHost } = await open()
    persona.simulate.widget(behaviour)
    await host.open({ inquiryId, customHost })
    await expect.poll(() => of(host, 'error'), patience).toEqual([error])
    expect(of(host, 'ready')).toEqual([])
  })

  test('loads and never becomes ready when it hangs', async () => {
    const { persona, host, inquiryId, customHost } = await open()
    persona.simulate.widget({ behaviour: 'hang', times: 1 })
    const hung = host.page.waitForResponse('**/widget/api/visits')
    await host.open({ inquiryId, customHost })
    await (await hung).finished()
    await host.destroy()
    await host.open({ inquiryId, customHost })
    await expect.poll(() => of(host, 'ready'), patience).toHaveLength(1)
    expect(of(host, 'load')).toHaveLength(2)
  })

  test('goes on after an error that was ordered while it is open', async () => {
    const { persona, host, inquiryId, customHost } = await open()
    await host.open({ inquiryId, customHost })
    await heading(host.widget, 'Verify your identity').waitFor()
    await expect.poll(() => persona.sessions(inquiryId), patience).toHaveLength(1)
    await expect
      .poll(() => {
        persona.simulate.reportError({ inquiryId, status: 1, code: 'camera_error' })
        return of(host, 'error')
      }, patience)
      .toContainEqual({ status: 1, code: 'camera_error' })
    await next(host.widget)
    await heading(host.widget, 'Your details').waitFor()
  })
})

test('keeps the answers on the screen while the network is cut', async () => {
  const { persona, api, host, inquiryId, customHost } = await open()
  persona.simulate.startInquiry({ inquiryId, step: 'document' })
  await host.open({ inquiryId, customHost, sessionToken: await api.resume(inquiryId) })
  await host.widget.getByRole('button', { name: 'Use sample document' }).click()
  persona.simulate.cutNetwork()
  await next(host.widget)
  await expect
    .poll(() => host.widget.getByRole('alert').textContent(), patience)
    .toContain('No connection')
  expect(of(host, 'error')).toEqual([])
  persona.simulate.restoreNetwork()
  await next(host.widget)
  await heading(host.widget, 'Check your answers').waitFor()
})

test('moves the focus to the heading of a new step', async () => {
  const { host, inquiryId, customHost } = await open()
  await host.open({ inquiryId, customHost })
  await next(host.widget)
  await heading(host.widget, 'Your details').waitFor()
  const focused = host.widget.locator(':focus')
  await expect.poll(() => focused.textContent(), patience).toBe('Your details')
})
