import type { Browser, Page } from '@playwright/test'
import { chromiumTab } from './engines/chromium.ts'
import { expect, type Scenario, test } from './scenario.ts'
import { setVisibility } from './visibility.ts'
import { complete, consent, finish, giveDetails, untilStep } from './widget.ts'

const onPhone = { name: 'Continue on your phone' }

test('an inquiry half-way is completed on another device, and the page notices', async ({
  scenario,
  browser,
}) => {
  const { page, widget } = scenario
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  await consent(widget)
  await giveDetails(widget)
  await untilStep(widget, 'document')

  await scenario.visit({ use: 'continue' })
  const link = await createLink(page)
  await completeElsewhere(browser, link)
  await notice(scenario)
  // One for the widget before, and one for the link.
  expect(sessions(scenario)).toBe(2)
})

test('an expired inquiry is resumed before there is a link', async ({ scenario, browser }) => {
  const { page, host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  host.persona.simulate.expireInquiry({ inquiryId })
  await scenario.visit({ use: 'continue' })
  const link = await createLink(page)
  await completeElsewhere(browser, link)
  await notice(scenario)
  // One to resume, and one for the link.
  expect(sessions(scenario)).toBe(2)
})

test('a link that was used is renewed', async ({ scenario, browser }) => {
  const { page, host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit({ use: 'continue' })
  const used = await createLink(page)
  await onAnotherDevice(browser, async (phone) => {
    await phone.goto(used)
    await untilStep(chromiumTab(phone), 'document')
  })
  // Persona lets a link be used again for five minutes.
  host.persona.simulate.advanceTime({ seconds: 360 })
  await page.getByRole('button', { name: 'Get a new link' }).click()
  await expect(page.getByRole('textbox')).not.toHaveValue(used)
  const renewed = await page.getByRole('textbox').inputValue()
  await onAnotherDevice(browser, async (phone) => {
    await phone.goto(used)
    await expect(phone.locator('[data-step]')).toHaveCount(0)
    await phone.goto(renewed)
    await complete(chromiumTab(phone))
  })
  await notice(scenario)
  // One for each link.
  expect(sessions(scenario)).toBe(2)
})

test('the person finishes in the hosted flow, and comes back', async ({ scenario, context }) => {
  const { page, host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit({ use: 'continue' })
  const opening = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Open in your browser' }).click()
  const hosted = await opening
  await finish(chromiumTab(hosted))
  await hosted.waitForURL(`${host.url}/**`)
  await expect
    .poll(() => hosted.evaluate(() => window.recorded))
    .toEqual([{ name: 'hosted return', payload: { inquiryId, status: 'completed' } }])
  const address = new URL(hosted.url())
  expect([...address.searchParams.keys()]).toEqual(['config'])
  await notice(scenario)
  // For the link that the back end redirects to.
  expect(sessions(scenario)).toBe(1)
})

test('a flow that is blocked here is finished on another device', async ({ scenario, browser }) => {
  const { page, host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  host.setHeader('content-security-policy', "frame-src 'none'")
  await scenario.visit({ defaultOpen: true })
  const link = await createLink(page)
  await completeElsewhere(browser, link)
  await notice(scenario)
  await expect(page.locator('[data-state=finished]')).toBeAttached()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await scenario.recorded('onCancel')).toEqual([])
  // One for the frame that was blocked, and one for the link.
  expect(sessions(scenario)).toBe(2)
})

async function createLink(page: Page): Promise<string> {
  await page.getByRole('button', onPhone).click()
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  return await page.getByRole('textbox').inputValue()
}

/** Completes the inquiry that a link leads to, on another device. */
async function completeElsewhere(browser: Browser, link: string): Promise<void> {
  await onAnotherDevice(browser, async (phone) => {
    await phone.goto(link)
    await complete(chromiumTab(phone))
  })
}

/** Opens a page that shares nothing with the others. */
async function onAnotherDevice(
  browser: Browser,
  act: (phone: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext()
  await act(await context.newPage())
  await context.close()
}

/** Comes back to the page, which notices that the inquiry is finished. */
async function notice(scenario: Scenario): Promise<void> {
  const { page, inquiryId } = scenario
  await setVisibility(page, 'hidden')
  await setVisibility(page, 'visible')
  await expect.poll(() => scenario.recorded('onComplete')).toHaveLength(1)
  const [completion] = await scenario.recorded('onComplete')
  expect(completion?.payload).toEqual({ inquiryId, status: 'completed', source: 'backend' })
}

/** Returns how many of Persona's 25 sessions are spent, by the widget too. */
function sessions({ host, inquiryId }: Scenario): number {
  return host.persona.sessions(inquiryId).length
}
