import type { Page } from '@playwright/test'
import { expect, test } from './scenario.ts'

const machine = /\/machine-runner\b/

test('a person can leave while the flow is still being loaded, and open it again', async ({
  scenario,
}) => {
  const { page, host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  const release = await hold(page)
  await scenario.visit()
  await scenario.open()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('status')).not.toBeEmpty()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toHaveCount(0)
  expect(await scenario.recorded('onOpenChange')).toHaveLength(1)
  expect(await scenario.recorded('onCancel')).toHaveLength(1)

  await scenario.open()
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  expect(await scenario.recorded('onCancel')).toHaveLength(2)

  await scenario.open()
  release()
  await scenario.untilOpen()
  expect(await scenario.states()).toEqual([
    'loading',
    'idle',
    'loading',
    'idle',
    'loading',
    'loading',
    'open',
  ])
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})

for (const [name, script] of Object.entries({ machine, 'reader of answers': /\/answers\b/ })) {
  test(`a flow that cannot load its ${name} is an error that can be retried`, async ({
    scenario,
  }) => {
    const { page, host, inquiryId } = scenario
    host.persona.simulate.startInquiry({ inquiryId })
    await page.route(script, (route) => route.abort())
    await scenario.visit({ defaultOpen: true })
    await expect(page.locator('[data-state=error]')).toBeAttached()
    const [error] = await scenario.recorded('onError')
    expect(error?.payload).toMatchObject({ code: 'sdk_unavailable', retryable: true })

    await page.unroute(script)
    await page.getByRole('button', { name: 'Try again' }).click()
    await scenario.untilOpen()
    expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
  })
}

test('an error whose look does not load is shown in general words', async ({ scenario }) => {
  const { page } = scenario
  await page.route(/\/error-content\b/, (route) => route.abort())
  await page.route(machine, (route) => route.abort())
  await scenario.visit({ defaultOpen: true })
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('status')).toHaveText(/^Something went wrong/)
  await page.unroute(machine)
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await scenario.untilOpen()
})

test('a flow whose scripts hang is an error at the deadline', async ({ scenario }) => {
  const { page } = scenario
  const release = await hold(page)
  await page.clock.install()
  await scenario.visit({ defaultOpen: true })
  await expect(page.locator('[data-state=loading]')).toBeAttached()
  await page.clock.runFor(19_000)
  await expect(page.getByRole('status')).toHaveText('Still loading…')
  await page.clock.runFor(2_000)
  await expect(page.locator('[data-state=error]')).toBeAttached()
  const [error] = await scenario.recorded('onError')
  expect(error?.payload).toMatchObject({ code: 'sdk_unavailable' })
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  release()
})

/** Holds the flow's scripts back. Returns a function that lets them go. */
async function hold(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(machine, async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}
