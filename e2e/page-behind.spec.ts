import { clickBehind, isPageInReach } from './page-behind.ts'
import { expect, test } from './scenario.ts'
import { postFromWidget, untilStep } from './widget.ts'

const sessionCalls = '**/api/inquiries/**'

for (const use of ['component', 'hook'] as const) {
  test(`the page is inert while the ${use} is in front of it`, async ({ scenario }) => {
    const { page, host, inquiryId, widget } = scenario
    host.persona.simulate.startInquiry({ inquiryId })
    const held = Promise.withResolvers<void>()
    await page.route(sessionCalls, async (route) => {
      await held.promise
      await route.continue()
    })
    await scenario.visit({ use })
    expect(await isPageInReach(page)).toBe(true)
    await scenario.open()
    await expect(page.locator('[data-state=loading]')).toBeAttached()
    // The hook does not cover the page before there is a widget.
    expect(await isPageInReach(page)).toBe(use !== 'component')
    held.resolve()
    await scenario.untilOpen()
    expect(await isPageInReach(page)).toBe(false)
    await untilStep(widget, 'document')

    await page.unroute(sessionCalls)
    await page.route(sessionCalls, () => {})
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await expect(page.locator('[data-state=recovering]')).toBeAttached()
    expect(await isPageInReach(page)).toBe(false)

    await clickBehind(page, 'Close')
    await expect(page.locator('[data-state=idle]')).toBeAttached()
    expect(await isPageInReach(page)).toBe(true)
  })

  test(`the page can be used again when the ${use} is finished`, async ({ scenario }) => {
    const { page, inquiryId, widget } = scenario
    await scenario.visit({ use })
    await scenario.open()
    await scenario.untilOpen()
    expect(await isPageInReach(page)).toBe(false)
    await postFromWidget(widget, 'complete', { inquiryId, status: 'completed', fields: {} })
    await expect(page.locator('[data-state=finished]')).toBeAttached()
    expect(await isPageInReach(page)).toBe(true)
    await expect(page.getByRole('button', { name: 'Verify' })).toBeFocused()
  })

  for (const [size, viewport] of Object.entries({
    desktop: { width: 1280, height: 800 },
    phone: { width: 390, height: 844 },
  })) {
    test(`the overlay has the focus during a recovery on a ${size} (${use})`, async ({
      scenario,
    }) => {
      const { page, host, inquiryId, widget } = scenario
      host.persona.simulate.startInquiry({ inquiryId })
      await page.setViewportSize(viewport)
      await scenario.visit({ use })
      await scenario.open()
      await scenario.untilOpen()
      await untilStep(widget, 'document')
      await page.route(sessionCalls, () => {})
      host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
      await expect(page.locator('[data-state=recovering]')).toBeAttached()
      await expect(page.getByRole('dialog')).toBeFocused()
    })
  }
}

test('an error keeps the page inert until it is closed', async ({ scenario }) => {
  const { page } = scenario
  await page.route(sessionCalls, (route) => route.fulfill({ status: 404, body: 'Nothing here' }))
  await scenario.visit({ defaultOpen: true })
  await expect(page.locator('[data-state=error]')).toBeAttached()
  expect(await isPageInReach(page)).toBe(false)
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  expect(await isPageInReach(page)).toBe(true)
})
