import type { Page } from '@playwright/test'
import { clickBehind } from './page-behind.ts'
import { expect, type Scenario, test } from './scenario.ts'

const sessionCalls = '**/api/inquiries/**'

for (const [name, headers, seconds] of [
  ['a Retry-After of 0', { 'retry-after': '0' }, 5],
  ['no Retry-After', {}, 30],
] as const) {
  test(`a 429 with ${name} is tried three times, and again ${seconds} seconds later`, async ({
    scenario,
  }) => {
    const { page } = scenario
    const requests = await refuse(page, headers)
    await page.clock.install()
    await scenario.visit()
    await page.clock.pauseAt(new Date(Date.now() + 60_000))
    await clickBehind(page, 'Verify')
    await untilRefused(scenario, 1)
    expect(requests()).toBe(3)
    const [error] = await scenario.recorded('onError')
    expect(error?.payload).toMatchObject({ code: 'rate_limited', retryAfter: seconds })

    await page.clock.runFor(seconds * 1000 - 200)
    await expect(page.locator('[data-state=error]')).toBeAttached()
    expect(requests()).toBe(3)
    await untilRefused(scenario, 2)
    expect(requests()).toBe(6)
    expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
  })
}

test('a Retry-After of a month is retried after a day', async ({ scenario }) => {
  const { page } = scenario
  const requests = await refuse(page, { 'retry-after': '2592000' })
  await page.clock.install()
  await scenario.visit({ defaultOpen: true })
  await expect(page.locator('[data-state=error]')).toBeAttached()
  expect(requests()).toBe(1)
  await page.clock.fastForward('23:00:00')
  await expect(page.locator('[data-state=error]')).toBeAttached()
  expect(requests()).toBe(1)
  await page.clock.fastForward('02:00:00')
  await expect.poll(requests).toBe(2)
  await expect.poll(() => scenario.recorded('onError')).toHaveLength(2)
  await page.clock.runFor(60_000)
  expect(requests()).toBe(2)
  expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
})

/** Responds to every request with 429, and counts them. */
async function refuse(page: Page, headers: Record<string, string>): Promise<() => number> {
  let requests = 0
  await page.route(sessionCalls, (route) => {
    requests += 1
    return route.fulfill({ status: 429, headers })
  })
  return () => requests
}

/** Advances the clock in small steps until the flow has reported a number of errors. */
async function untilRefused({ page, recorded }: Scenario, times: number): Promise<void> {
  await expect(async () => {
    await page.clock.runFor(100)
    expect(await recorded('onError')).toHaveLength(times)
  }).toPass({ intervals: [20] })
}
