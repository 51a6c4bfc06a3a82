import { describe, expect, test } from 'vitest'
import { namesOf, payloadsOf, press, screen, visitWidget } from '../testing/widget-visit.ts'

describe('a message', () => {
  test.for(['load', 'ready'])('is dropped by a fault: %s', async (name) => {
    const { persona, host, widget, inquiryId, open } = await visitWidget()
    persona.simulate.messages({ name, delivery: 'drop', inquiryId, times: 1 })
    await open()
    await widget.locator('main[data-step="consent"]').waitFor({ state: 'attached' })
    await expect.poll(() => payloadsOf(host, 'event:page-change')).toHaveLength(1)
    expect(payloadsOf(host, `event:${name}`)).toEqual([])
    expect(persona.activeFaults()).toEqual([])
    await host.destroy()
    await open()
    await expect.poll(() => payloadsOf(host, 'event:page-change')).toHaveLength(2)
    expect(payloadsOf(host, `event:${name}`)).toHaveLength(1)
  })

  test.for(['load', 'ready'])('is duplicated by a fault: %s', async (name) => {
    const { persona, host, widget, open } = await visitWidget()
    persona.simulate.messages({ name, delivery: 'duplicate' })
    await open()
    await screen(widget, 'Verify your identity').waitFor()
    await expect.poll(() => payloadsOf(host, 'event:page-change')).toHaveLength(1)
    expect(payloadsOf(host, `event:${name}`)).toHaveLength(2)
  })

  test('is dropped by a fault that is applied while the widget is open', async () => {
    const { persona, host, widget, inquiryId, open } = await visitWidget({
      step: 'review',
    })
    await open()
    await screen(widget, 'Check your answers').waitFor()
    await press(widget, 'Continue')
    const requested = host.page.waitForRequest('**/_emulator/messages')
    await expect.poll(() => persona.inquiries()).toMatchObject([{ status: 'completed' }])
    persona.simulate.messages({ name: 'complete', delivery: 'drop', inquiryId, times: 1 })
    await press(widget, 'Done')
    await requested
    await expect.poll(() => persona.activeFaults()).toEqual([])
    await host.cancel(true)
    await expect.poll(() => payloadsOf(host, 'cancel')).toHaveLength(1)
    expect(payloadsOf(host, 'complete')).toEqual([])
  })

  test('of another inquiry is delivered', async () => {
    const { persona, host, open } = await visitWidget()
    persona.simulate.messages({ delivery: 'drop', inquiryId: 'inq_other' })
    await open()
    await expect.poll(() => namesOf(host.callbacks)).toContain('event:page-change')
    expect(namesOf(host.callbacks).slice(0, 2)).toEqual(['event:load', 'load'])
    expect(persona.activeFaults()).toMatchObject([{ fault: 'messages', remaining: null }])
  })
})

test('a session killed with the report frozen leaves the screen unchanged, and the widget reads no messages', async () => {
  const { persona, host, widget, inquiryId, open } = await visitWidget({
    step: 'document',
  })
  await open()
  await screen(widget, 'Add your ID').waitFor()
  const before = host.callbacks.length
  persona.simulate.killSession({ inquiryId, report: 'frozen' })
  await widget.locator('body[inert]').waitFor({ state: 'attached' })
  await host.cancel(true)
  // Earlier messages of the widget would have arrived before this one.
  await widget.locator('main').evaluate(`parent.postMessage({ name: 'last', metadata: {} }, '*')`)
  await expect.poll(() => namesOf(host.callbacks)).toContain('event:last')
  expect(namesOf(host.callbacks).slice(before)).toEqual(['event:last'])
  expect(await widget.locator('main').getAttribute('data-step')).toBe('document')
})

test('a widget whose session is killed on load with the report frozen never becomes ready', async () => {
  const { persona, host, widget, inquiryId, open } = await visitWidget({
    step: 'document',
  })
  persona.simulate.killOnLoad({ inquiryId, report: 'frozen', times: 1 })
  await open()
  await widget.locator('body[inert]').waitFor({ state: 'attached' })
  expect(await widget.locator('main').getAttribute('data-step')).toBe('loading')
  expect(persona.sessions(inquiryId)).toMatchObject([{ status: 'expired', loadedByWidget: 1 }])
  expect(payloadsOf(host, 'ready')).toEqual([])
  expect(payloadsOf(host, 'error')).toEqual([])
})

describe('a frame that is refused', () => {
  test.for(['x-frame-options', 'frame-ancestors'] as const)(
    'by %s shows nothing, as often as `times` says',
    async (header) => {
      const { persona, host, inquiryId, open } = await visitWidget()
      persona.simulate.refuseFrame({ header, inquiryId, times: 1 })
      const refused = host.page.waitForEvent('requestfailed')
      await open()
      expect((await refused).failure()?.errorText).toContain('BLOCKED_BY_RESPONSE')
      expect(host.callbacks).toEqual([])
      await host.destroy()
      await open()
      await expect.poll(() => payloadsOf(host, 'ready')).toHaveLength(1)
    },
  )
})

test.for([
  { failure: 'status', status: 502, body: 'html' },
  { failure: 'status', status: 503 },
  { failure: 'malformed' },
] as const)('the person can try again when the back end fails: %j', async (failure) => {
  const { persona, host, widget, inquiryId, open } = await visitWidget()
  persona.simulate.failWidget({ ...failure, part: 'back_end', inquiryId, times: 1 })
  await open()
  await widget.locator('main[data-step="unreachable"]').waitFor({ state: 'attached' })
  await widget.locator('main').evaluate(`document.querySelector('main button').click()`)
  await expect.poll(() => payloadsOf(host, 'ready')).toHaveLength(1)
  expect(payloadsOf(host, 'error')).toEqual([])
})
