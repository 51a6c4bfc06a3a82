import { expect, test } from 'vitest'
import { anyText } from '../testing/matchers.ts'
import { payloadsOf, press, screen, visitWidget } from '../testing/widget-visit.ts'

test('cancel asks the person to confirm, and keeps what was typed', async () => {
  const { host, widget, inquiryId, open } = await visitWidget({ step: 'details' })
  await open()
  await widget.getByLabel('First name').fill('Grace')
  await host.cancel(false)
  await widget.getByRole('dialog').waitFor()
  await press(widget, 'Keep going')
  expect(await widget.getByLabel('First name').inputValue()).toBe('Grace')
  await press(widget, 'Close')
  await press(widget, 'Leave')
  await expect
    .poll(() => payloadsOf(host, 'cancel'))
    .toEqual([{ inquiryId, sessionToken: anyText }])
})

test('canceling sends an event to the back end', async () => {
  const { host, persona, widget, inquiryId, open } = await visitWidget()
  persona.simulate.addWebhook({ url: 'http://localhost:9/', events: ['inquiry-session.canceled'] })
  persona.simulate.webhooks({ delivery: 'hold' })
  await open()
  await screen(widget, 'Verify your identity').waitFor()
  await host.cancel(true)
  await expect.poll(() => persona.webhookDeliveries(inquiryId)).toHaveLength(1)
})

test('a forced cancel takes effect at once', async () => {
  const { host, widget, open } = await visitWidget()
  await open()
  await screen(widget, 'Verify your identity').waitFor()
  await host.cancel(true)
  await expect.poll(() => payloadsOf(host, 'cancel')).toHaveLength(1)
})
