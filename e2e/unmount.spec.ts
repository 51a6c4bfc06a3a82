import type { Page, Request } from '@playwright/test'
import { expect, type Scenario, test } from './scenario.ts'
import { countListeners, traces } from './traces.ts'

const sessionCalls = '**/api/inquiries/**'

/** How to come to each state, from a page with a pending inquiry. */
const states: Record<string, (scenario: Scenario) => Promise<void>> = {
  idle: async () => {},
  'loading session': async ({ page }) => {
    await page.route(sessionCalls, () => {})
    await clickBehind(page, 'Verify')
    await expect(page.locator('[data-state=loading]')).toBeAttached()
  },
  'loading frame': async ({ page, host }) => {
    host.persona.simulate.widget({ behaviour: 'hang' })
    await clickBehind(page, 'Verify')
    await expect(page.locator('iframe')).toBeAttached()
  },
  open: async ({ page, untilOpen }) => {
    await clickBehind(page, 'Verify')
    await untilOpen()
  },
  'recovering session': async ({ page, untilOpen, host, inquiryId }) => {
    await clickBehind(page, 'Verify')
    await untilOpen()
    await page.route(sessionCalls, () => {})
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await expect(page.locator('[data-state=recovering]')).toBeAttached()
  },
  'recovering frame': async ({ page, untilOpen, host, inquiryId, recorded }) => {
    await clickBehind(page, 'Verify')
    await untilOpen()
    host.persona.simulate.widget({ behaviour: 'hang' })
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await expect
      .poll(async () => (await recorded('onStateChange')).at(-1)?.payload)
      .toMatchObject({ status: 'recovering', phase: 'frame' })
    await expect(page.locator('iframe')).toBeAttached()
  },
  finished: async ({ page, host, inquiryId }) => {
    host.persona.simulate.decideInquiry({ inquiryId, status: 'approved' })
    await clickBehind(page, 'Verify')
    await expect(page.locator('[data-state=finished]')).toBeAttached()
  },
  error: async ({ page }) => {
    await page.route(sessionCalls, (route) => route.fulfill({ status: 404, body: 'Nothing here' }))
    await clickBehind(page, 'Verify')
    await expect(page.locator('[data-state=error]')).toBeAttached()
  },
}

for (const [name, reach] of Object.entries(states)) {
  test(`unmounting while ${name} leaves no trace`, async ({ scenario }) => {
    const { page, host, inquiryId } = scenario
    host.persona.simulate.startInquiry({ inquiryId })
    await countListeners(page)
    await page.clock.install()
    await scenario.visit()
    await page.evaluate(() => document.querySelector('button')?.focus())
    await clickBehind(page, 'Unmount')
    await expect(page.locator('[data-state]')).toHaveCount(0)
    const clean = await traces(page)

    await clickBehind(page, 'Mount')
    await reach(scenario)
    const requests: string[] = []
    const onRequest = (request: Request) => requests.push(request.url())
    await clickBehind(page, 'Unmount')
    await expect(page.locator('[data-state]')).toHaveCount(0)
    page.on('request', onRequest)
    await page.clock.runFor(120_000)
    expect(await traces(page)).toEqual(clean)
    expect(requests).toEqual([])
    expect(await page.evaluate(() => window.uncaught)).toEqual([])
  })
}

/** A host's own code can unmount the flow while the person cannot reach the page. */
async function clickBehind(page: Page, name: string): Promise<void> {
  await page.evaluate((text) => {
    for (const button of document.querySelectorAll('button')) {
      if (button.textContent === text) button.click()
    }
  }, name)
}
