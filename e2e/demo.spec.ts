import { type Demo, startDemo } from '@resumable-inquiry/demo'
import { expect, type FrameLocator, type Page, test } from '@playwright/test'
import { finish, giveDocument, untilStep } from './widget.ts'

// Two demos that start at once would share one cold cache of Vite's.
test.describe.configure({ mode: 'default' })

let demo: Demo

test.beforeEach(async () => {
  demo = await startDemo()
})

test.afterEach(async () => {
  await demo.close()
})

/** The bank, its widget, and the panel beside it. */
function look(page: Page): {
  bank: FrameLocator
  widget: FrameLocator
  knob: (name: string) => Promise<void>
} {
  const bank = page.frameLocator('.bank iframe')
  return {
    bank,
    widget: bank.frameLocator('iframe.persona-widget__iframe'),
    knob: (name) => page.getByRole('complementary').getByRole('button', { name }).click(),
  }
}

test('a person continues where they left off, loses the session in the middle, and finishes', async ({
  page,
}) => {
  const { bank, widget, knob } = look(page)
  await page.goto(demo.url)
  await bank.getByRole('button', { name: /Mara/ }).click()
  await bank.getByRole('button', { name: 'Continue verification' }).click()
  await giveDocument(widget)
  await untilStep(widget, 'review')
  await expect(page.getByText('1 of 25 sessions used')).toBeVisible()

  await knob('unauthenticated')
  await expect(page.getByText('2 of 25 sessions used')).toBeVisible()
  await untilStep(widget, 'review')
  await expect(widget.getByText('Lovelace').or(widget.getByText('Lindqvist'))).toBeVisible()

  await widget.getByRole('button', { name: 'Continue' }).click()
  await untilStep(widget, 'done')
  await widget.getByRole('button', { name: 'Done' }).click()
  await expect(bank.getByRole('button', { name: 'Continue verification' })).toHaveCount(0)
})

test('the same happens behind the application’s own interface', async ({ page }) => {
  const { bank, widget, knob } = look(page)
  await page.goto(demo.url)
  await bank.getByRole('button', { name: /Mara/ }).click()
  await bank.getByRole('link', { name: 'With your own interface' }).click()
  await bank.getByRole('button', { name: /verif|continue/i }).click()
  await untilStep(widget, 'document')
  await knob('unknown')
  await expect(page.getByText('2 of 25 sessions used')).toBeVisible()
  await finish(widget)
  await expect(widget.locator('main')).toHaveCount(0)
})

test('an inquiry that Persona no longer knows is replaced by a new one', async ({ page }) => {
  const { bank, widget, knob } = look(page)
  await page.goto(demo.url)
  await bank.getByRole('button', { name: /Tom/ }).click()
  await bank.getByRole('button', { name: /verif/i }).click()
  await untilStep(widget, 'consent')
  await widget.getByRole('button', { name: 'Close' }).click()
  await widget.getByRole('button', { name: 'Leave' }).click()

  await knob('Restart Persona')
  await bank.getByRole('button', { name: /verif|again|start/i }).click()
  await untilStep(widget, 'consent')
})
