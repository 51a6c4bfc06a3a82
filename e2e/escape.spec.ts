import { clickBehind, isPageInReach } from './page-behind.ts'
import { expect, type Scenario, test } from './scenario.ts'
import { untilVisible } from './until.ts'
import { untilStep } from './widget.ts'

const sessionCalls = '**/api/inquiries/**'

/** How to reach each state without an open widget. */
const states: Record<string, (scenario: Scenario) => Promise<void>> = {
  loading: async ({ page, open }) => {
    await page.route(sessionCalls, () => {})
    await open()
  },
  recovering: async ({ page, open, untilOpen, host, inquiryId, widget }) => {
    await open()
    await untilOpen()
    await untilStep(widget, 'document')
    await page.route(sessionCalls, () => {})
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
  },
  error: async ({ page, open }) => {
    await page.route(sessionCalls, (route) => route.fulfill({ status: 404, body: 'Nothing here' }))
    await open()
  },
}

for (const [status, reach] of Object.entries(states)) {
  test(`Escape cancels while ${status}`, async ({ scenario }) => {
    const { page, host, inquiryId } = scenario
    host.persona.simulate.startInquiry({ inquiryId })
    await scenario.visit()
    await reach(scenario)
    await expect(page.locator(`[data-state=${status}]`)).toBeAttached()
    await page.keyboard.press('Escape')
    await expect(page.locator('[data-state=idle]')).toBeAttached()
    expect(await ends(scenario)).toEqual(['onOpenChange', 'onCancel'])
    expect(await isPageInReach(page)).toBe(true)
    await expect(page.getByRole('button', { name: 'Verify' })).toBeFocused()
  })
}

test('Escape asks the widget to cancel, which asks the person to confirm', async ({ scenario }) => {
  const { page, host, inquiryId, widget } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  await untilStep(widget, 'document')
  await pressOutsideWidget(scenario)
  await untilVisible(widget, '#leave')
  await expect(page.locator('[data-state=open]')).toBeAttached()
  expect(await ends(scenario)).toEqual([])

  await widget.click('Leave')
  await expect(page.locator('[data-state=idle]')).toBeAttached()
  expect(await ends(scenario)).toEqual(['onOpenChange', 'onCancel'])
})

test('a second Escape cancels if the widget does not respond', async ({ scenario, context }) => {
  const { page } = scenario
  await context.route('https://verify.example.com/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Widget</title><script>
        const containerId = new URLSearchParams(location.search).get('container-id')
        for (const name of ['load', 'ready']) parent.postMessage({ containerId, name }, '*')
      </script>`,
    }),
  )
  await scenario.visit({ options: { customHost: 'verify.example.com' } })
  await scenario.open()
  await scenario.untilOpen()
  await pressOutsideWidget(scenario)
  await expect(page.locator('[data-state=open]')).toBeAttached()
  await pressOutsideWidget(scenario)
  await expect(page.locator('[data-state=idle]')).toBeAttached()
  await expect(page.locator('iframe')).toHaveCount(0)
  expect(await ends(scenario)).toEqual(['onOpenChange', 'onCancel'])

  // After opening again, the first Escape only asks the widget.
  await scenario.open()
  await scenario.untilOpen()
  await pressOutsideWidget(scenario)
  await expect(page.locator('[data-state=open]')).toBeAttached()
})

test('Escape does nothing if the flow is closed, or if the host has handled it', async ({
  scenario,
}) => {
  const { page } = scenario
  await scenario.visit()
  await page.keyboard.press('Escape')
  expect(await scenario.recorded()).toEqual([])

  await page.route(sessionCalls, () => {})
  await page.evaluate(() =>
    window.addEventListener('keydown', (event) => event.preventDefault(), { capture: true }),
  )
  await scenario.open()
  await expect(page.locator('[data-state=loading]')).toBeAttached()
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-state=loading]')).toBeAttached()
  await clickBehind(page, 'Close')
})

/** Presses Escape outside of the widget: a focused widget gets all keys. */
async function pressOutsideWidget({ page }: Scenario): Promise<void> {
  await page.locator('iframe.persona-widget__iframe').evaluate((iframe) => iframe.blur())
  await page.keyboard.press('Escape')
}

async function ends({ recorded }: Scenario): Promise<string[]> {
  const names = (await recorded()).map(({ name }) => name)
  return names.filter((name) => /^on(OpenChange|Cancel|Complete)$/.test(name))
}
