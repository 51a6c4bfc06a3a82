import type { Fixtures, FrameLocator, Page, PlaywrightTestArgs } from '@playwright/test'
import { createPersonaEmulator } from './create-persona-emulator.ts'
import type { PersonaEmulator } from './emulator.ts'
import type { SessionReport } from './entities/inquiry-session.ts'
import type { PersonaEmulatorOptions } from './settings/options.ts'

/** The emulator of a test, and the widget in its page. */
export interface PersonaFixture extends PersonaEmulator {
  readonly widget: FrameLocator
  /** Completes the flow from the step that the widget shows, with sample answers and photos. */
  completeFlow(): Promise<void>
  /** Ends the session of the widget, which reports it as `unauthenticated` by default. */
  killSession(report?: SessionReport): Promise<void>
  /** Expires the inquiry in the widget. */
  expireInquiry(): Promise<void>
}

export interface PersonaFixtures {
  persona: PersonaFixture
  /** For `test.use()`. `requestsPerMinute` is `Infinity` by default. */
  personaOptions: PersonaEmulatorOptions
}

/**
 * Gives each test that asks for `persona` an emulator of its own, and closes it after the test.
 *
 * @example
 * const test = base.extend<PersonaFixtures>(personaFixtures)
 *
 * test('the person comes back', async ({ page, persona }) => {
 *   await page.goto(await startApp(persona))
 *   await persona.killSession()
 *   await persona.completeFlow()
 * })
 */
export const personaFixtures: Fixtures<PersonaFixtures, object, PlaywrightTestArgs> = {
  personaOptions: [{}, { option: true }],
  persona: async ({ page, personaOptions }, use) => {
    const persona = await createPersonaEmulator({ requestsPerMinute: Infinity, ...personaOptions })
    const { origin, simulate } = persona
    const iframe = `iframe[src^="${origin}/widget"]`
    const widget = page.frameLocator(iframe)
    await use(
      Object.assign(persona, {
        widget,
        completeFlow: () => completeFlow(widget),
        killSession: async (report?: SessionReport) =>
          simulate.killSession({ inquiryId: await readInquiryId(page, iframe), report }),
        expireInquiry: async () =>
          simulate.expireInquiry({ inquiryId: await readInquiryId(page, iframe) }),
      }),
    )
    await persona.close()
  },
}

async function readInquiryId(page: Page, iframe: string): Promise<string> {
  const src = await page.locator(iframe).getAttribute('src')
  const inquiryId = new URL(src ?? '').searchParams.get('inquiry-id')
  if (inquiryId !== null) return inquiryId
  throw new Error('The widget was opened without the id of an inquiry.')
}

const samples: Record<string, string> = { date: '1990-12-10', email: 'ada@b.example', number: '1' }

async function completeFlow(widget: FrameLocator): Promise<void> {
  const sample = widget.getByRole('button', { name: /^Use sample/ })
  const missing = widget.locator('main :is(input, select):invalid')
  const next = widget.getByRole('button', { name: /^(Continue|Done)$/ })
  for (;;) {
    const step = await widget.locator('main:not([data-step="loading"])').getAttribute('data-step')
    if (await sample.isVisible()) await sample.click()
    while ((await missing.count()) > 0) {
      const type = await missing.first().getAttribute('type')
      if (type === null) await missing.first().selectOption({ index: 1 })
      else await missing.first().fill(samples[type] ?? 'Ada')
    }
    const isLast = (await next.textContent()) === 'Done'
    await next.click()
    if (isLast) return
    await widget.locator(`main:not([data-step="${step}"])`).waitFor()
  }
}
