import { clickBehind } from './page-behind.ts'
import { expect, test } from './scenario.ts'
import { postFromWidget, untilStep } from './widget.ts'

test('StrictMode, a double click, and canceling and opening again cost one session', async ({
  scenario,
}) => {
  const { page, host, inquiryId, widget } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit({ strict: true })
  await page.getByRole('button', { name: 'Verify' }).dblclick()
  await scenario.untilOpen()
  await untilStep(widget, 'document')

  await widget.click('Close')
  await widget.click('Leave')
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

test('canceling calls onOpenChange, then onCancel, and a decision on the inquiry finishes the open flow', async ({
  scenario,
}) => {
  const { page, host, inquiryId, widget } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  const answered = page.waitForResponse((response) => response.request().method() === 'GET')
  await widget.click('Close')
  await widget.click('Leave')
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

for (const answered of ['while it is closed', 'after it was opened again'] as const) {
  test(`a recovery costs one session if the flow is closed and the response arrives ${answered}`, async ({
    scenario,
  }) => {
    const { page, host, inquiryId, widget } = scenario
    host.persona.simulate.startInquiry({ inquiryId })
    await scenario.visit()
    await scenario.open()
    await scenario.untilOpen()
    await untilStep(widget, 'document')
    const held = Promise.withResolvers<void>()
    const requests: string[] = []
    await page.route('**/api/inquiries/**', async (route) => {
      requests.push(route.request().postData() ?? '')
      const response = await route.fetch()
      await held.promise
      await route.fulfill({ response })
    })
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await expect.poll(() => scenario.cost()).toEqual({ sessions: 2, resumes: 2 })
    await clickBehind(page, 'Close')
    await expect(page.locator('[data-state=idle]')).toBeAttached()

    if (answered === 'while it is closed') {
      const answer = page.waitForResponse('**/api/inquiries/**')
      held.resolve()
      await (await answer).finished()
    }
    await scenario.open()
    await expect(page.locator('[data-state=loading]')).toBeAttached()
    held.resolve()
    await scenario.untilOpen()
    await untilStep(widget, 'document')
    const named: unknown = expect.stringMatching(
      /^\{"reason":"session_expired","tokenHash":"[0-9a-f]{16}"\}$/,
    )
    expect(requests).toEqual([named])
    expect(scenario.cost()).toEqual({ sessions: 2, resumes: 2 })
  })
}

test('an inquiry that the widget has finished is reported again without a request', async ({
  scenario,
}) => {
  const { page, inquiryId, widget } = scenario
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  await postFromWidget(widget, 'complete', { inquiryId, status: 'completed', fields: {} })
  await expect(page.locator('[data-state=finished]')).toBeAttached()

  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await scenario.open()
  await expect.poll(() => scenario.recorded('onComplete')).toHaveLength(2)
  const completions = (await scenario.recorded('onComplete')).map(({ payload }) => payload)
  expect(completions).toMatchObject([{ source: 'widget' }, { source: 'widget' }])
  expect((await scenario.recorded('onStateChange')).at(-1)?.payload).toEqual({
    status: 'finished',
    inquiryStatus: 'completed',
    source: 'widget',
  })
  expect(requests).toEqual([])
  expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
})
