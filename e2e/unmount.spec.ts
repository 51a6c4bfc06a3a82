import type { Request } from '@playwright/test'
import { clickBehind } from './page-behind.ts'
import { expect, type Scenario, test } from './scenario.ts'
import { countListeners, traces, watchForFrames } from './traces.ts'

const sessionCalls = '**/api/inquiries/**'

/** How to come to each state, from a page with a pending inquiry. */
const states: Record<string, (scenario: Scenario) => Promise<void>> = {
  idle: async () => {},
  'loading session': async ({ page }) => {
    await page.route(sessionCalls, () => {})
    await clickBehind(page, 'Verify')
    await expect(page.locator('[data-state=loading]')).toBeAttached()
  },
  'loading frame': async ({ page, host }) => {
    host.persona.simulate.widget({ behavior: 'hang' })
    await clickBehind(page, 'Verify')
    await expect(page.locator('iframe')).toBeAttached()
  },
  open: async ({ page, untilOpen }) => {
    await clickBehind(page, 'Verify')
    await untilOpen()
  },
  'recovering session': async ({ page, untilOpen, host, inquiryId }) => {
    await clickBehind(page, 'Verify')
    await untilOpen()
    await page.route(sessionCalls, () => {})
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await expect(page.locator('[data-state=recovering]')).toBeAttached()
  },
  'recovering frame': async ({ page, untilOpen, host, inquiryId, recorded }) => {
    await clickBehind(page, 'Verify')
    await untilOpen()
    host.persona.simulate.widget({ behavior: 'hang' })
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await expect
      .poll(async () => (await recorded('onStateChange')).at(-1)?.payload)
      .toMatchObject({ status: 'recovering', phase: 'frame' })
    await expect(page.locator('iframe')).toBeAttached()
  },
  finished: async ({ page, host, inquiryId }) => {
    host.persona.simulate.decideInquiry({ inquiryId, status: 'approved' })
    await clickBehind(page, 'Verify')
    await expect(page.locator('[data-state=finished]')).toBeAttached()
  },
  error: async ({ page }) => {
    await page.route(sessionCalls, (route) => route.fulfill({ status: 404, body: 'Nothing here' }))
    await clickBehind(page, 'Verify')
    await expect(page.locator('[data-state=error]')).toBeAttached()
  },
}

for (const [name, reach] of Object.entries(states)) {
  test(`unmounting while ${name} leaves no trace`, async ({ scenario }) => {
    const { page, host, inquiryId } = scenario
    host.persona.simulate.startInquiry({ inquiryId })
    await countListeners(page)
    await page.clock.install()
    await scenario.visit()
    await page.evaluate(() => document.querySelector('button')?.focus())
    await clickBehind(page, 'Unmount')
    await expect(page.locator('[data-state]')).toHaveCount(0)
    const clean = await traces(page)

    await clickBehind(page, 'Mount')
    await reach(scenario)
    const requests: string[] = []
    const onRequest = (request: Request) => requests.push(request.url())
    await clickBehind(page, 'Unmount')
    await expect(page.locator('[data-state]')).toHaveCount(0)
    page.on('request', onRequest)
    await page.clock.runFor(120_000)
    expect(await traces(page)).toEqual(clean)
    expect(requests).toEqual([])
    expect(await page.evaluate(() => window.uncaught)).toEqual([])
  })
}

test('a request that was sent ends at its own deadline, whoever has gone', async ({ scenario }) => {
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

test('a flow that is unmounted before its first request sends none', async ({ scenario }) => {
  const { page, host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await page.clock.install()
  await scenario.visit()
  await page.clock.pauseAt(new Date(Date.now() + 60_000))
  await clickBehind(page, 'Verify')
  await expect(page.locator('[data-state=loading]')).toBeAttached()
  await clickBehind(page, 'Unmount')
  await expect(page.locator('[data-state]')).toHaveCount(0)
  await page.clock.runFor(120_000)
  expect(requests.filter((url) => url.includes('/api/'))).toEqual([])
  expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
})

test('a flow that is unmounted before the SDK has come makes no frame', async ({ scenario }) => {
  const { page, host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  const held = Promise.withResolvers<void>()
  await page.route(/assets\/persona-.*\.js/, async (route) => {
    await held.promise
    await route.continue()
  })
  await countListeners(page)
  await watchForFrames(page)
  await scenario.visit()
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
  expect(await page.evaluate(() => window.uncaught)).toEqual([])
})
