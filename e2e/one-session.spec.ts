import { expect, test } from './scenario.ts'
import { untilStep } from './widget.ts'

test('StrictMode, a double click, ten remounts, and leaving and opening again cost one session', async ({
  scenario,
}) => {
  const { page, host, inquiryId, widget } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit({ strict: true })
  await page.getByRole('button', { name: 'Verify' }).dblclick()
  await scenario.untilOpen()
  await untilStep(widget, 'document')

  await widget.getByRole('button', { name: 'Close' }).click()
  await widget.getByRole('button', { name: /leave/i }).click()
  await expect(page.locator('[data-state=idle]')).toBeAttached()
  expect(await scenario.recorded('onCancel')).toEqual([
    { name: 'onCancel', payload: { inquiryId } },
  ])

  await scenario.open()
  await scenario.untilOpen()
  await page
    .getByRole('button', { name: 'Close', includeHidden: true })
    .first()
    .dispatchEvent('click')
  await expect(page.locator('[data-state=idle]')).toBeAttached()
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})

test('ten quick remounts of a flow that opens by itself cost one session', async ({ scenario }) => {
  const { page, host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit({ strict: true, defaultOpen: true })
  for (let remount = 0; remount < 10; remount += 1) {
    for (const name of ['Unmount', 'Mount']) {
      await page
        .getByRole('button', { name, exact: true, includeHidden: true })
        .dispatchEvent('click')
    }
  }
  await scenario.untilOpen()
  await untilStep(scenario.widget, 'document')
  expect(await page.locator('iframe').count()).toBe(1)
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})

test('leaving tells onOpenChange, then onCancel, and finds an end that the widget never told', async ({
  scenario,
}) => {
  const { page, host, inquiryId, widget } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  const answered = page.waitForResponse((response) => response.request().method() === 'GET')
  await widget.getByRole('button', { name: 'Close' }).click()
  await widget.getByRole('button', { name: /leave/i }).click()
  await answered
  const calls = (await scenario.recorded()).map(({ name }) => name)
  expect(calls.filter((name) => /^on(OpenChange|Cancel|Complete)$/.test(name))).toEqual([
    'onOpenChange',
    'onCancel',
  ])

  await scenario.open()
  await scenario.untilOpen()
  host.persona.simulate.decideInquiry({ inquiryId, status: 'completed' })
  await expect(page.locator('[data-state=finished]')).toBeAttached()
})
