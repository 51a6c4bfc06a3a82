import { expect, test } from './scenario.ts'
import { untilStep } from './widget.ts'

test('open() uses the session and the SDK that prepare() has loaded', async ({ scenario }) => {
  const { page, host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit({ use: 'hook' })
  const preloaded = page.waitForResponse(`${host.persona.origin}/preload`)
  const answered = page.waitForResponse((response) => response.url().endsWith('/session'))
  await page.getByRole('button', { name: 'Prepare' }).click()
  expect((await preloaded).status()).toBe(200)
  await answered
  await expect(page.locator('iframe')).toHaveCount(0)
  expect(await scenario.states()).toEqual([])

  const calls: string[] = []
  page.on('request', (request) => calls.push(new URL(request.url()).pathname))
  await scenario.open()
  await scenario.untilOpen()
  await untilStep(scenario.widget, 'document')
  expect(calls.filter((path) => path.startsWith('/api/'))).toEqual([])
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})

for (const name of ['inquiry', 'person']) {
  test(`prepare() and open() at once send one request, by the ${name}`, async ({ scenario }) => {
    const { page, host } = scenario
    const { person } = scenario
    const inquiryId = await host.createInquiry(person, { isCurrent: true })
    host.persona.simulate.startInquiry({ inquiryId })
    let calls = 0
    page.on('request', (request) => {
      if (request.url().startsWith(`${host.url}/api/`)) calls += 1
    })
    await scenario.visit({ use: 'hook', inquiryId: name === 'person' ? undefined : inquiryId })
    await page.evaluate(() => {
      for (const text of ['Prepare', 'Verify']) {
        for (const button of document.querySelectorAll('button')) {
          if (button.textContent === text) button.click()
        }
      }
    })
    await scenario.untilOpen()
    expect(calls).toBe(1)
    expect(scenario.cost(inquiryId)).toEqual({ sessions: 1, resumes: 1 })
  })
}

test('unmounting the flow removes a preload that never ends', async ({ scenario }) => {
  const { page, host } = scenario
  await page.route(`${host.persona.origin}/preload`, () => {})
  await scenario.visit({ use: 'hook' })
  await page.getByRole('button', { name: 'Prepare' }).click()
  await expect(page.locator('iframe')).toHaveCount(1)
  await page.getByRole('button', { name: 'Unmount' }).click()
  await expect(page.locator('iframe')).toHaveCount(0)
})

test('retry() loads an SDK that failed to load', async ({ scenario }) => {
  const { page } = scenario
  await page.route(/assets\/persona-.*\.js/, (route) => route.abort())
  await scenario.visit({ defaultOpen: true })
  await expect(page.locator('[data-state=error]')).toBeAttached()
  const [error] = await scenario.recorded('onError')
  expect(error?.payload).toMatchObject({ code: 'sdk_unavailable', retryable: true })
  await page.unroute(/assets\/persona-.*\.js/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await scenario.untilOpen()
})
