import { expect, test } from 'vitest'
import { payloadsOf, press, screen, visitWidget } from '../testing/widget-visit.ts'

test.for([
  [{ behavior: 'crash' }, { status: 0, code: 'application_error' }],
  [
    { behavior: 'error', status: 500, code: 'unknown' },
    { status: 500, code: 'unknown' },
  ],
] as const)('a widget that is set to fail reports %j', async ([behavior, error]) => {
  const { persona, host, open } = await visitWidget()
  persona.simulate.widget(behavior)
  await open()
  await expect.poll(() => payloadsOf(host, 'error')).toEqual([error])
  expect(payloadsOf(host, 'ready')).toEqual([])
})

test('a widget that is set to hang loads and never becomes ready', async () => {
  const { persona, host, open } = await visitWidget()
  persona.simulate.widget({ behavior: 'hang', times: 1 })
  const hung = host.page.waitForResponse('**/widget/api/visits')
  await open()
  await (await hung).finished()
  await host.destroy()
  await open()
  await expect.poll(() => payloadsOf(host, 'ready')).toHaveLength(1)
  expect(payloadsOf(host, 'load')).toHaveLength(2)
})

test('a widget continues after an error that is reported while it is open', async () => {
  const { persona, host, widget, inquiryId, open } = await visitWidget()
  await open()
  await screen(widget, 'Verify your identity').waitFor()
  await expect.poll(() => persona.sessions(inquiryId)).toHaveLength(1)
  await expect
    .poll(() => {
      persona.simulate.reportError({ inquiryId, status: 1, code: 'camera_error' })
      return payloadsOf(host, 'error')
    })
    .toContainEqual({ status: 1, code: 'camera_error' })
  await press(widget, 'Continue')
  await screen(widget, 'Your details').waitFor()
})
