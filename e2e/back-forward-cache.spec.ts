import config from './playwright.config.ts'
import { expect, test } from './scenario.ts'
import { untilStep } from './widget.ts'

test.use({
  launchOptions: {
    ...config.use?.launchOptions,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  },
})

declare global {
  interface Window {
    /** Whether the browser restored the page from the back/forward cache. */
    isBroughtBack: boolean
  }
}

for (const [days, then] of [
  [0, 'finds the flow unchanged'],
  [2, 'gets a new session'],
] as const) {
  test(`a person who presses the Back button after ${days} days ${then}`, async ({ scenario }) => {
    const { page, host, inquiryId, widget } = scenario
    host.persona.simulate.startInquiry({ inquiryId })
    await page.addInitScript((away) => {
      const now = performance.now.bind(performance)
      let later = 0
      performance.now = () => now() + later
      document.addEventListener('freeze', () => {
        later = away
      })
      addEventListener('pageshow', ({ persisted }) => {
        window.isBroughtBack = persisted
      })
    }, days * 86_400_000)
    await scenario.visit()
    await scenario.open()
    await scenario.untilOpen()
    await untilStep(widget, 'document')

    await page.evaluate(() => location.assign('/assets/none'))
    await page.waitForURL('**/assets/none')
    await page.evaluate(() => history.back())
    // A restored page fires no load event.
    await page.waitForURL('**/?config=*', { waitUntil: 'commit' })
    await expect.poll(() => page.evaluate(() => window.isBroughtBack)).toBe(true)
    const renewals = days === 0 ? 0 : 1
    await expect.poll(() => scenario.recorded('onRecover')).toHaveLength(renewals)
    await expect(page.locator('[data-state=open]')).toBeAttached()
    expect((await scenario.states()).at(-1)).toBe('open')
    expect(scenario.cost()).toEqual({ sessions: 1 + renewals, resumes: 1 + renewals })
  })
}
