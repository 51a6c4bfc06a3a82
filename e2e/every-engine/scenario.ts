import { randomBytes } from 'node:crypto'
import { test as base, expect } from '@playwright/test'
import type { SessionRecord } from '@resumable-inquiry/emulator'
import type { Browser, Engine, Frame, Tab } from '../engines/engine.ts'
import { launchBrowser } from '../engines/launch.ts'
import { type Host, startHost } from '../host/back-end.ts'
import type { DialogKind, HostConfig, Recorded } from '../host/config.ts'
import { untilAttached } from '../until.ts'

export { expect }

/** Modal dialogs that a scenario's page may show a flow in, and whose each is. */
export const dialogs: readonly (readonly [DialogKind, whose: string])[] = [
  ['radix', "Radix's"],
  ['headless', "Headless UI's"],
  ['aria', "React Aria's"],
  ['native', 'a native'],
]

/** One person at one inquiry. */
export interface Scenario {
  readonly host: Host
  readonly person: string
  readonly inquiryId: string
  readonly tab: Tab
  /** Persona's widget. */
  readonly widget: Frame
  /** Goes to the page as this person. The widget's host and the inquiry are filled in. */
  visit(config?: HostConfig, tab?: Tab): Promise<void>
  /** Clicks the button that opens the flow. */
  open(): Promise<void>
  /** Waits until the widget is open, and its animation has ended. */
  untilOpen(): Promise<void>
  /** Waits until the flow has a status. */
  untilStatus(status: string): Promise<void>
  /** Calls of one callback, or of all. */
  recorded(name?: string): Promise<Recorded[]>
  /** Statuses of the flow, oldest first. */
  states(): Promise<string[]>
  /** Returns what the inquiry has cost: sessions created for the back end, and resume calls. */
  cost(inquiryId?: string): { sessions: number; resumes: number }
}

/** Returns the widget in a tab. */
export function widgetIn(tab: Tab): Frame {
  return tab.frame('iframe.persona-widget__iframe')
}

/** Returns a unique name. */
export function newPerson(): string {
  return `person_${randomBytes(6).toString('hex')}`
}

/** Creates the scenario of a person in a tab. */
export function createScenario(host: Host, inquiryId: string, person: string, tab: Tab): Scenario {
  const recorded = async (name?: string) => {
    const all = await tab.evaluate(() => window.recorded)
    return all.filter((entry) => name === undefined || entry.name === name)
  }
  const untilStatus = (status: string) => untilAttached(tab, `[data-state=${status}]`)
  return {
    host,
    person,
    inquiryId,
    tab,
    widget: widgetIn(tab),
    async visit(config = {}, visited = tab) {
      const options = { customHost: host.persona.customHost, ...config.options }
      const complete: HostConfig = { person, inquiryId, ...config, options }
      await visited.goto(`${host.url}/?config=${encodeURIComponent(JSON.stringify(complete))}`)
    },
    open: () => tab.click('Verify'),
    async untilOpen() {
      await untilStatus('open')
      // A click into a frame that is still sliding in can miss.
      await tab.evaluate(async () => {
        const overlay = document.querySelector('.persona-widget__overlay')
        const animations = overlay?.getAnimations({ subtree: true }) ?? []
        await Promise.all(animations.map(({ finished }) => finished))
      })
    },
    untilStatus,
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

interface WorkerFixtures {
  readonly engine: Engine
  readonly launched: Browser
  readonly host: Host
}

/** Provides the application of a scenario, and the browser of its engine. */
export const hostTest = base.extend<object, WorkerFixtures>({
  engine: ['chromium', { option: true, scope: 'worker' }],
  launched: [
    async ({ engine, launchOptions }, use) => {
      const browser = await launchBrowser(engine, launchOptions)
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
  host: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from it
    async ({}, use) => {
      const host = await startHost()
      await use(host)
      await host.close()
    },
    { scope: 'worker' },
  ],
})

export interface EngineScenario extends Scenario {
  /** Opens another tab of the same person. */
  newTab(): Promise<Tab>
  /** Allows the errors in the console that match. Any other one fails the scenario. */
  expectErrors(pattern: RegExp): void
}

/**
 * A test that runs in every engine, and fails on any unexpected error or warning in the console.
 */
export const test = hostTest.extend<{ scenario: EngineScenario }>({
  scenario: async ({ host, launched }, use) => {
    const person = newPerson()
    const context = await launched.newContext()
    const tabs: Tab[] = []
    const newTab = async (): Promise<Tab> => {
      const tab = await context.newTab()
      tabs.push(tab)
      return tab
    }
    const expected: RegExp[] = []
    const inquiryId = await host.createInquiry(person)
    const scenario = createScenario(host, inquiryId, person, await newTab())
    await use({ ...scenario, newTab, expectErrors: (pattern) => expected.push(pattern) })
    const errors = (await Promise.all(tabs.map((tab) => tab.errors()))).flat()
    await context.close()
    host.restore()
    expect(errors.filter((error) => !expected.some((pattern) => pattern.test(error)))).toEqual([])
  },
})
