import { clickBehind } from './page-behind.ts'
import { expect, test } from './scenario.ts'
import { postFromWidget, untilStep } from './widget.ts'

const sessionCalls = '**/api/inquiries/**'

for (const use of ['component', 'hook'] as const) {
  test(`the page behind is inert as long as the ${use} is in front of it`, async ({ scenario }) => {
    const { page, host, inquiryId, widget } = scenario
    host.persona.simulate.startInquiry({ inquiryId })
    const behind = page.locator('#root')
    const held = Promise.withResolvers<void>()
    await page.route(sessionCalls, async (route) => {
      await held.promise
      await route.continue()
    })
    await scenario.visit({ use })
    await expect(behind).toHaveJSProperty('inert', false)
    await scenario.open()
    await expect(page.locator('[data-state=loading]')).toBeAttached()
    // The hook leaves the page to the host until there is a widget.
    await expect(behind).toHaveJSProperty('inert', use === 'component')
    held.resolve()
    await scenario.untilOpen()
    await expect(behind).toHaveJSProperty('inert', true)
    await untilStep(widget, 'document')

    await page.unroute(sessionCalls)
    await page.route(sessionCalls, () => {})
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await expect(page.locator('[data-state=recovering]')).toBeAttached()
    await expect(behind).toHaveJSProperty('inert', true)

    await clickBehind(page, 'Close')
    await expect(page.locator('[data-state=idle]')).toBeAttached()
    await expect(page.locator('[inert]')).toHaveCount(0)
  })

  test(`the page behind is given back when the ${use} is finished`, async ({ scenario }) => {
    const { page, inquiryId, widget } = scenario
    await scenario.visit({ use })
    await scenario.open()
    await scenario.untilOpen()
    await expect(page.locator('#root')).toHaveJSProperty('inert', true)
    await postFromWidget(widget, 'complete', { inquiryId, status: 'completed', fields: {} })
    await expect(page.locator('[data-state=finished]')).toBeAttached()
    await expect(page.locator('[inert]')).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Verify' })).toBeFocused()
  })

  for (const [size, viewport] of Object.entries({
    desktop: { width: 1280, height: 800 },
    phone: { width: 390, height: 844 },
  })) {
    test(`the cover has the focus during a recovery on a ${size} (${use})`, async ({
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

test('an error that stays shown keeps the page behind inert, until it is closed', async ({
  scenario,
}) => {
  const { page } = scenario
  await page.route(sessionCalls, (route) => route.fulfill({ status: 404, body: 'Nothing here' }))
  await scenario.visit({ defaultOpen: true })
  await expect(page.locator('[data-state=error]')).toBeAttached()
  await expect(page.locator('#root')).toHaveJSProperty('inert', true)
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect(page.locator('[inert]')).toHaveCount(0)
})
