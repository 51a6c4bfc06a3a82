import { type Demo, startDemo } from '@resumable-inquiry/demo'
import { expect, type FrameLocator, type Locator, type Page, test } from '@playwright/test'
import { chromiumFrame } from './engines/chromium.ts'
import type { Frame } from './engines/engine.ts'
import { consent, giveDocument, giveSelfie, untilStep } from './widget.ts'

let demo: Demo

test.beforeEach(async () => {
  demo = await startDemo()
})

test.afterEach(async () => {
  await demo.close()
})

/** The bank, its widget, and the panel beside it. */
interface Playground {
  readonly bank: FrameLocator
  readonly widget: Frame
  readonly panel: Locator
  readonly answers: Locator
  press(control: string): Promise<void>
}

async function visit(page: Page, person: string): Promise<Playground> {
  const bank = page.frameLocator('.bank iframe')
  const widget = bank.frameLocator('iframe.persona-widget__iframe')
  const panel = page.getByRole('complementary', { name: 'Playground' })
  await page.goto(demo.url)
  await bank.getByRole('button', { name: person }).click()
  return {
    bank,
    widget: chromiumFrame(widget),
    panel,
    answers: widget.locator('dl.answers dd'),
    press: (control) => panel.getByRole('button', { name: control, exact: true }).click(),
  }
}

const answersOfMara = [
  'Mara',
  'Lindqvist',
  '1991-03-14',
  'United States',
  'Passport',
  'sample-passport.png',
  'sample-selfie.png',
]

/** Goes on from the document step to the end, with the session killed at the last step. */
async function finishAcrossKilledSession(playground: Playground, control: string): Promise<void> {
  const { widget, panel, answers, press } = playground
  await giveDocument(widget)
  await giveSelfie(widget)
  await untilStep(widget, 'review')
  await expect(panel.getByText('1 of 25 sessions used')).toBeVisible()

  await press(control)
  await expect(panel.getByText('2 of 25 sessions used')).toBeVisible()
  await expect(panel.getByText('Recovered in ')).toBeVisible()
  await untilStep(widget, 'review')
  await expect(answers).toHaveText(answersOfMara)

  await widget.click('Continue')
  await untilStep(widget, 'done')
  await widget.click('Done')
}

test('a person continues after their last step, loses the session in the middle, and finishes', async ({
  page,
}) => {
  const playground = await visit(page, 'Mara')
  const { bank } = playground
  await bank.getByRole('button', { name: 'Continue verification' }).click()
  await finishAcrossKilledSession(playground, 'unauthenticated')
  await expect(bank.getByRole('heading', { name: 'Thank you' })).toBeFocused()
  await expectOneInquiryCompleted()
})

test('a person loses the session on a page with texts of its own, and finishes', async ({
  page,
}) => {
  const playground = await visit(page, 'Mara')
  const { bank } = playground
  await bank.getByRole('link', { name: 'Transfer limit' }).click()
  await bank.getByRole('button', { name: 'Continue verification' }).click()
  await finishAcrossKilledSession(playground, 'unknown')
  await expect(bank.getByText('You’re all done.')).toBeVisible()
  await expect(bank.getByRole('heading', { name: 'Thank you' })).toBeFocused()
  await expectOneInquiryCompleted()
})

/** Expects that Mara's inquiry is complete, and that no session was created needlessly. */
async function expectOneInquiryCompleted(): Promise<void> {
  expect(demo.persona?.inquiries()).toMatchObject([{ status: 'completed' }])
  const sessions = demo.persona?.sessions() ?? []
  expect(sessions.map(({ createdBy, loadedByWidget }) => [createdBy, loadedByWidget])).toEqual([
    ['resume', 1],
    ['resume', 1],
  ])
}

test('an inquiry that Persona no longer knows is replaced by a new one', async ({ page }) => {
  const { bank, widget, panel, press } = await visit(page, 'Tomás')
  await bank.getByRole('button', { name: 'Start verification' }).click()
  await consent(widget)
  await untilStep(widget, 'details')
  await widget.click('Close')
  await widget.click('Leave')
  await expect(bank.getByRole('button', { name: 'Continue verification' })).toBeVisible()
  const lost = inquiryIds().at(-1)

  await press('Restart Persona')
  await expect(panel.getByText('No inquiry at Persona')).toBeVisible()
  await bank.getByRole('button', { name: 'Start verification' }).click()
  await untilStep(widget, 'consent')
  await expect(panel.getByText('1 of 25 sessions used')).toBeVisible()
  expect(inquiryIds()).toHaveLength(1)
  expect(inquiryIds()).not.toContain(lost)
})

function inquiryIds(): string[] {
  return demo.persona?.inquiries().map(({ id }) => id) ?? []
}

test('the decision of a reviewer appears on every page of the bank by itself', async ({
  page,
  context,
}) => {
  const { bank, panel, press } = await visit(page, 'Mara')
  await expect(bank.getByRole('button', { name: 'Continue verification' })).toBeVisible()
  const elsewhere = await context.newPage()
  await elsewhere.goto(`${demo.url}/app`)
  await expect(elsewhere.getByRole('button', { name: 'Continue verification' })).toBeVisible()

  await press('Approve')

  await expect(panel.getByText('Webhook inquiry.approved')).toBeVisible()
  await expect(bank.getByRole('heading', { name: 'Your identity is verified' })).toBeVisible()
  await elsewhere.bringToFront()
  await expect(elsewhere.getByRole('heading', { name: 'Your identity is verified' })).toBeVisible()
})
