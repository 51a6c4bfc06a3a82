import { clickBehind } from './page-behind.ts'
import { expect, test } from './scenario.ts'
import { traces } from './traces.ts'

const sessionCalls = '**/api/inquiries/**'

test('a request ends at its own deadline after its flow is unmounted', async ({ scenario }) => {
  const { page } = scenario
  await page.route(sessionCalls, () => {})
  const failures: string[] = []
  page.on('requestfailed', (request) => failures.push(request.failure()?.errorText ?? ''))
  await page.clock.install()
  await scenario.visit()
  const sent = page.waitForRequest(sessionCalls)
  await scenario.open()
  await sent
  await clickBehind(page, 'Unmount')
  await page.clock.runFor(14_000)
  expect(failures).toEqual([])
  const ended = page.waitForEvent('requestfailed')
  await page.clock.runFor(1_000)
  await ended
  expect(failures).toEqual(['net::ERR_ABORTED'])
})

test('a flow that is unmounted right after it was opened, and opened again, spends one session', async ({
  scenario,
}) => {
  const { page, host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await scenario.visit()
  await page.evaluate(() => {
    for (const name of ['Verify', 'Unmount']) {
      const buttons = [...document.querySelectorAll('button')]
      buttons.find(({ textContent }) => textContent === name)?.click()
    }
  })
  await expect(page.locator('[data-state]')).toHaveCount(0)
  await clickBehind(page, 'Mount')
  await scenario.open()
  await scenario.untilOpen()
  expect(requests.filter((url) => url.includes('/api/inquiries/'))).toHaveLength(1)
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})

test('a flow that is unmounted before the SDK is loaded creates no frame', async ({ scenario }) => {
  const { page, host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  const held = Promise.withResolvers<void>()
  await page.route(/assets\/persona-.*\.js/, async (route) => {
    await held.promise
    await route.continue()
  })
  await scenario.visit({ countsListeners: true })
  await clickBehind(page, 'Unmount')
  const clean = await traces(page)

  await clickBehind(page, 'Mount')
  await clickBehind(page, 'Verify')
  await expect
    .poll(async () => (await scenario.recorded('onStateChange')).at(-1)?.payload)
    .toEqual({ status: 'loading', phase: 'frame' })
  await clickBehind(page, 'Unmount')
  await expect(page.locator('[data-state]')).toHaveCount(0)
  held.resolve()
  await page.evaluate(async () => {
    await window.importSdk()
  })
  expect(await traces(page)).toEqual(clean)
  expect(await page.evaluate(() => window.iframesCreated)).toBe(0)
  expect(await page.evaluate(() => window.uncaught)).toEqual([])
})
