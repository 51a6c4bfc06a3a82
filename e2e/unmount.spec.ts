import type { Request } from '@playwright/test'
import { expect, type Scenario, test } from './scenario.ts'
import { countListeners, traces } from './traces.ts'

const sessionCalls = '**/api/inquiries/**'

/** How to come to each state, from a page with a pending inquiry. */
const states: Record<string, (scenario: Scenario) => Promise<void>> = {
  idle: async () => {},
  'loading session': async ({ page, open }) => {
    await page.route(sessionCalls, () => {})
    await open()
    await expect(page.locator('[data-state=loading]')).toBeAttached()
  },
  'loading frame': async ({ page, open, host }) => {
    host.persona.simulate.widget({ behaviour: 'hang' })
    await open()
    await expect(page.locator('iframe')).toBeAttached()
  },
  open: async ({ open, untilOpen }) => {
    await open()
    await untilOpen()
  },
  'recovering session': async ({ page, open, untilOpen, host, inquiryId }) => {
    await open()
    await untilOpen()
    await page.route(sessionCalls, () => {})
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await expect(page.locator('[data-state=recovering]')).toBeAttached()
  },
  'recovering frame': async ({ page, open, untilOpen, host, inquiryId, recorded }) => {
    await open()
    await untilOpen()
    host.persona.simulate.widget({ behaviour: 'hang' })
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await expect
      .poll(async () => (await recorded('onStateChange')).at(-1)?.payload)
      .toMatchObject({ status: 'recovering', phase: 'frame' })
    await expect(page.locator('iframe')).toBeAttached()
  },
  finished: async ({ page, open, host, inquiryId }) => {
    host.persona.simulate.decideInquiry({ inquiryId, status: 'approved' })
    await open()
    await expect(page.locator('[data-state=finished]')).toBeAttached()
  },
  error: async ({ page, open }) => {
    await page.route(sessionCalls, (route) => route.fulfill({ status: 404, body: 'Nothing here' }))
    await open()
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
    await clickBehind(scenario, 'Unmount')
    await expect(page.locator('[data-state]')).toHaveCount(0)
    const clean = await traces(page)

    await clickBehind(scenario, 'Mount')
    await reach(scenario)
    const requests: string[] = []
    const onRequest = (request: Request) => requests.push(request.url())
    await clickBehind(scenario, 'Unmount')
    await expect(page.locator('[data-state]')).toHaveCount(0)
    page.on('request', onRequest)
    await page.clock.runFor(120_000)
    expect(await traces(page)).toEqual(clean)
    expect(requests).toEqual([])
    expect(await page.evaluate(() => window.uncaught)).toEqual([])
  })
}

/** A host's own code can unmount the flow while the person cannot reach the page. */
async function clickBehind({ page }: Scenario, name: string): Promise<void> {
  await page.evaluate((text) => {
    for (const button of document.querySelectorAll('button')) {
      if (button.textContent === text) button.click()
    }
  }, name)
}
