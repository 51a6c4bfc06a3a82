import type { Page } from '@playwright/test'
import { chromiumTab } from './engines/chromium.ts'
import {
  createScenario,
  expect,
  hostTest,
  newPerson,
  type Scenario as BaseScenario,
} from './every-engine/scenario.ts'

export { expect }

/** One person at one inquiry in Chromium, with all that Playwright can do there. */
export interface Scenario extends BaseScenario {
  readonly page: Page
}

export const test = hostTest.extend<{ scenario: Scenario }>({
  scenario: async ({ host, page }, use) => {
    const person = newPerson()
    const inquiryId = await host.createInquiry(person)
    await use({ ...createScenario(host, inquiryId, person, chromiumTab(page)), page })
    host.restore()
  },
})
