import { expect, test, vi } from 'vitest'
import { useChromium } from '../testing/host-page.ts'
import { anyText } from '../testing/matchers.ts'
import { patience, payloadsOf, press, screen, visitWidget } from '../testing/widget-visit.ts'

const browser = await useChromium()

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

test('cancel asks before leaving, and keeps what was typed', async () => {
  const { host, widget, inquiryId, open } = await visitWidget(browser, { step: 'details' })
  await open()
  await widget.getByLabel('First name').fill('Grace')
  await host.cancel(false)
  await widget.getByRole('dialog').waitFor()
  await press(widget, 'Keep going')
  expect(await widget.getByLabel('First name').inputValue()).toBe('Grace')
  await press(widget, 'Close')
  await press(widget, 'Leave')
  await expect
    .poll(() => payloadsOf(host, 'cancel'), patience)
    .toEqual([{ inquiryId, sessionToken: anyText }])
})

test('the back end hears of leaving', async () => {
  const { host, persona, widget, inquiryId, open } = await visitWidget(browser)
  persona.simulate.addWebhook({ url: 'http://localhost:9/', events: ['inquiry-session.canceled'] })
  persona.simulate.webhooks({ delivery: 'hold' })
  await open()
  await screen(widget, 'Verify your identity').waitFor()
  await host.cancel(true)
  await expect.poll(() => persona.webhookDeliveries(inquiryId), patience).toHaveLength(1)
})

test('cancel leaves at once when forced', async () => {
  const { host, widget, open } = await visitWidget(browser)
  await open()
  await screen(widget, 'Verify your identity').waitFor()
  await host.cancel(true)
  await expect.poll(() => payloadsOf(host, 'cancel'), patience).toHaveLength(1)
})
