import { expect, type Scenario, test } from './scenario.ts'
import { traces } from './traces.ts'
import { untilStatus } from './vanilla.ts'
import { untilStep } from './widget.ts'

/** How to reach each state with an element of the flow in the page. */
const states: Record<string, (scenario: Scenario) => Promise<void>> = {
  loading: async ({ page, host }) => {
    host.persona.simulate.widget({ behavior: 'hang' })
    await page.evaluate(() => window.flows['a']?.flow.open())
    await expect(page.getByRole('dialog')).toBeAttached()
    await expect(page.locator('iframe')).toBeAttached()
  },
  open: async ({ page }) => {
    await page.evaluate(() => window.flows['a']?.flow.open())
    await untilStatus(page, 'a', 'open')
  },
  recovering: async ({ page, widget, host, inquiryId }) => {
    await page.evaluate(() => window.flows['a']?.flow.open())
    await untilStatus(page, 'a', 'open')
    await untilStep(widget, 'document')
    host.persona.simulate.widget({ behavior: 'hang' })
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await untilStatus(page, 'a', 'recovering')
    await expect(page.locator('iframe')).toBeAttached()
  },
}

for (const [status, reach] of Object.entries(states)) {
  for (const end of ['close', 'unmount'] as const) {
    test(`${end} while ${status} leaves no trace after the host has replaced the body`, async ({
      scenario,
    }) => {
      const { page } = scenario
      await visit(scenario)
      const clean = await traces(page)
      await page.evaluate(() => window.makeFlow('a', { overlay: 'always' }) && undefined)
      await reach(scenario)
      await page.evaluate((how) => {
        const { documentElement: root, body } = document
        root.replaceChild(body.cloneNode(), body)
        const { flow, unmount } = window.flows['a'] ?? {}
        if (how === 'close') flow?.close()
        unmount?.()
      }, end)
      expect(await traces(page)).toEqual({ ...clean, bodyChildren: 0 })
      expect(await page.evaluate(() => window.uncaught)).toEqual([])
    })
  }
}

for (const end of ['close', 'unmount', 'finish'] as const) {
  test(`${end} after the host has removed the widget leaves no trace`, async ({ scenario }) => {
    const { page, host, inquiryId } = scenario
    await visit(scenario)
    const clean = await traces(page)
    await page.evaluate(() => window.makeFlow('a', { overlay: 'always' }) && undefined)
    await states['open']?.(scenario)
    await page.evaluate(() => document.querySelector('.persona-widget__overlay')?.remove())
    if (end === 'finish') {
      host.persona.simulate.decideInquiry({ inquiryId, status: 'approved' })
      await page.evaluate(() => window.flows['a']?.flow.retry())
      await untilStatus(page, 'a', 'finished')
    }
    await page.evaluate((how) => {
      const { flow, unmount } = window.flows['a'] ?? {}
      if (how === 'close') flow?.close()
      unmount?.()
    }, end)
    expect(await traces(page)).toEqual(clean)
    expect(await page.evaluate(() => window.uncaught)).toEqual([])
  })
}

async function visit({ host, inquiryId, visit: goTo }: Scenario): Promise<void> {
  host.persona.simulate.startInquiry({ inquiryId })
  await goTo({ use: 'neither', countsListeners: true })
}
