import { test as base, expect, type FrameLocator, type Page } from '@playwright/test'
import type { SessionRecord } from '@resumable-inquiry/emulator'
import type { HostConfig, Recorded } from './host/config.ts'
import { type Host, startHost } from './host/back-end.ts'

export { expect }

/** One person at one inquiry. */
export interface Scenario {
  readonly host: Host
  readonly inquiryId: string
  readonly page: Page
  /** Persona's widget. */
  readonly widget: FrameLocator
  /** Goes to the page. The widget's host and the inquiry are filled in. */
  visit(config?: HostConfig, page?: Page): Promise<void>
  /** Presses the button that opens the flow. */
  open(): Promise<void>
  /** Waits until the person has the widget in front of them. */
  untilOpen(): Promise<void>
  /** Calls of one callback, or of all. */
  recorded(name?: string): Promise<Recorded[]>
  /** Statuses of the flow, one after the other. */
  states(): Promise<string[]>
  /** What the inquiry has cost: session objects made for the back end, and resume calls. */
  cost(inquiryId?: string): { sessions: number; resumes: number }
}

export const test = base.extend<{ scenario: Scenario }, { host: Host }>({
  host: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from it
    async ({}, use) => {
      const host = await startHost()
      await use(host)
      await host.close()
    },
    { scope: 'worker' },
  ],
  scenario: async ({ host, page, context }, use) => {
    await context.addCookies([{ name: 'person', value: 'ada', url: host.url }])
    const inquiryId = await host.createInquiry()
    const scenario = createScenario(host, inquiryId, page)
    await use(scenario)
    host.persona.simulate.restore()
    host.setPolicy(undefined)
  },
})

function createScenario(host: Host, inquiryId: string, page: Page): Scenario {
  const recorded = (name?: string) =>
    page.evaluate(
      (wanted) => window.recorded.filter((entry) => wanted === undefined || entry.name === wanted),
      name,
    )
  return {
    host,
    inquiryId,
    page,
    widget: page.frameLocator('iframe.persona-widget__iframe'),
    async visit(config = {}, visited = page) {
      const options = { customHost: host.persona.customHost, ...config.options }
      const complete: HostConfig = { inquiryId, ...config, options }
      await visited.goto(`${host.url}/?config=${encodeURIComponent(JSON.stringify(complete))}`)
    },
    open: () => page.getByRole('button', { name: 'Verify' }).click(),
    async untilOpen() {
      await expect(page.locator('[data-state=open]')).toBeAttached()
      // A click into a frame that is still sliding in can miss.
      await page
        .locator('.persona-widget__overlay')
        .evaluate((overlay) =>
          Promise.all(overlay.getAnimations({ subtree: true }).map(({ finished }) => finished)),
        )
    },
    recorded,
    async states() {
      const changes = await recorded('onStateChange')
      return changes.map(({ payload }) => (payload as { status: string }).status)
    },
    cost(id = inquiryId) {
      const isForBackEnd = ({ createdBy }: SessionRecord) => createdBy !== 'widget'
      return {
        sessions: host.persona.sessions(id).filter(isForBackEnd).length,
        resumes: host.persona.calls({ inquiryId: id, operation: 'resume' }).length,
      }
    },
  }
}
