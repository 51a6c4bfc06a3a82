import { clickBehind } from './page-behind.ts'
import { expect, test } from './scenario.ts'
import { untilStep } from './widget.ts'

test('a widget that could not be loaded offline opens by itself when online, with the cached session', async ({
  scenario,
  context,
}) => {
  const { page, host, inquiryId, widget } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await page.clock.install()
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  await clickBehind(page, 'Close')
  await expect(page.locator('[data-state=idle]')).toBeAttached()

  await context.setOffline(true)
  await scenario.open()
  await expect(page.locator('iframe')).toBeAttached()
  await page.clock.runFor(15_000)
  expect((await scenario.recorded('onStateChange')).at(-1)?.payload).toEqual({
    status: 'loading',
    phase: 'frame',
  })
  await page.clock.runFor(5_000)
  await expect(page.locator('[data-state=error]')).toBeAttached()
  const errors = await scenario.recorded('onError')
  expect(errors.map(({ payload }) => payload)).toMatchObject([{ code: 'offline', retryable: true }])
  await expect(page.locator('iframe')).toHaveCount(0)

  await context.setOffline(false)
  await scenario.untilOpen()
  await untilStep(widget, 'document')
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})

test('a flow that was closed while offline stays closed', async ({ scenario, context }) => {
  const { page } = scenario
  await scenario.visit()
  await context.setOffline(true)
  await scenario.open()
  await expect(page.locator('[data-state=error]')).toBeAttached()
  await clickBehind(page, 'Close')
  await expect(page.locator('[data-state=idle]')).toBeAttached()
  const online = page.evaluate(
    () => new Promise((resolve) => window.addEventListener('online', resolve)),
  )
  await context.setOffline(false)
  await online
  await expect(page.locator('[data-state=idle]')).toBeAttached()
  expect((await scenario.states()).at(-1)).toBe('idle')
})
