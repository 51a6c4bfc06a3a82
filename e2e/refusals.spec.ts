import { expect, test } from './scenario.ts'

const sessionCalls = '**/api/inquiries/**'

const refusals = [
  [400, 'invalid_request', false],
  [401, 'signed_out', true],
  [403, 'cross_site', false],
  [404, 'not_found', false],
  [409, 'sessions_exhausted', false],
] as const

for (const [status, code, retryable] of refusals) {
  test(`a problem body with ${status} is ${code} after one try`, async ({ scenario }) => {
    const { page } = scenario
    let tries = 0
    await page.route(sessionCalls, (route) => {
      tries += 1
      return route.fulfill({
        status,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: 'about:blank', title: code, status, code }),
      })
    })
    await scenario.visit({ defaultOpen: true })
    await expect(page.locator('[data-state=error]')).toBeAttached()
    const [error] = await scenario.recorded('onError')
    expect(error?.payload).toMatchObject({ code, retryable })
    expect(tries).toBe(1)
    expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
    await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(retryable ? 1 : 0)
    await page.getByRole('button', { name: 'Close' }).last().click()
    await expect(page.locator('[data-state=idle]')).toBeAttached()
  })
}

for (const [name, answer] of [
  [
    'a problem body',
    { contentType: 'application/problem+json', body: '{"code":"persona_unavailable"}' },
  ],
  ['a proxy’s page', { contentType: 'text/html', body: '<h1>Bad gateway</h1>' }],
  ['nothing', {}],
] as const) {
  test(`a 502 with ${name} is persona_unavailable after three tries`, async ({ scenario }) => {
    const { page } = scenario
    let tries = 0
    await page.route(sessionCalls, (route) => {
      tries += 1
      return route.fulfill({ status: 502, ...answer })
    })
    await scenario.visit({ defaultOpen: true })
    await expect(page.locator('[data-state=error]')).toBeAttached()
    const [error] = await scenario.recorded('onError')
    expect(error?.payload).toMatchObject({ code: 'persona_unavailable', retryable: true })
    expect(tries).toBe(3)
    expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
  })
}

test('a connection refused is persona_unavailable after three tries', async ({ scenario }) => {
  const { page } = scenario
  let tries = 0
  await page.route(sessionCalls, (route) => {
    tries += 1
    return route.abort('connectionrefused')
  })
  await scenario.visit({ defaultOpen: true })
  await expect(page.locator('[data-state=error]')).toBeAttached()
  const [error] = await scenario.recorded('onError')
  expect(error?.payload).toMatchObject({ code: 'persona_unavailable' })
  expect(tries).toBe(3)
  expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
})

for (const [name, answer] of [
  ['a 2xx of another shape', { json: { token: 'secret-token' } }],
  ['HTML', { contentType: 'text/html', body: '<!doctype html>' }],
  ['a 404 without a problem body', { status: 404, body: 'Cannot POST' }],
] as const) {
  test(`${name} is invalid_response after one try, and the message asks where the handler is`, async ({
    scenario,
  }) => {
    const { page } = scenario
    let tries = 0
    await page.route(sessionCalls, (route) => {
      tries += 1
      return route.fulfill(answer)
    })
    await scenario.visit({ defaultOpen: true })
    await expect(page.locator('[data-state=error]')).toBeAttached()
    const [error] = await scenario.recorded('onError')
    expect(error?.payload).toMatchObject({ code: 'invalid_response', retryable: false })
    expect(JSON.stringify(error?.payload)).toContain('Is the handler mounted at')
    expect(JSON.stringify(error?.payload)).not.toContain('secret-token')
    expect(tries).toBe(1)
    expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
  })
}

test('a request without a response is a timeout at the deadline', async ({ scenario }) => {
  const { page } = scenario
  await page.route(sessionCalls, () => {})
  await page.clock.install()
  await scenario.visit({ defaultOpen: true })
  await page.clock.runFor(10_000)
  await expect(page.locator('[data-state=loading]')).toBeAttached()
  await page.clock.runFor(6_000)
  await expect(page.locator('[data-state=error]')).toBeAttached()
  const [error] = await scenario.recorded('onError')
  expect(error?.payload).toMatchObject({ code: 'timeout', retryable: true })
  expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
})

test('a short Retry-After delays the next try', async ({ scenario }) => {
  const { page } = scenario
  await page.route(
    sessionCalls,
    (route) => route.fulfill({ status: 429, headers: { 'retry-after': '2' } }),
    { times: 1 },
  )
  await page.clock.install()
  await scenario.visit({ defaultOpen: true })
  await page.clock.runFor(5_000)
  await scenario.untilOpen()
  expect(await scenario.recorded('onError')).toEqual([])
  expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
})

test('a long Retry-After is rate_limited at once, and the flow continues by itself', async ({
  scenario,
}) => {
  const { page } = scenario
  await page.route(
    sessionCalls,
    (route) => route.fulfill({ status: 429, headers: { 'retry-after': '60' } }),
    { times: 1 },
  )
  await page.clock.install()
  await scenario.visit({ defaultOpen: true })
  await expect(page.locator('[data-state=error]')).toBeAttached()
  const [error] = await scenario.recorded('onError')
  expect(error?.payload).toMatchObject({ code: 'rate_limited', retryAfter: 60 })
  await page.clock.runFor(60_000)
  await scenario.untilOpen()
  expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
})

test('a flow that is offline opens by itself when online', async ({ scenario, context }) => {
  const { page } = scenario
  await scenario.visit()
  await context.setOffline(true)
  await scenario.open()
  await expect(page.locator('[data-state=error]')).toBeAttached()
  const [error] = await scenario.recorded('onError')
  expect(error?.payload).toMatchObject({ code: 'offline', retryable: true })
  await context.setOffline(false)
  await scenario.untilOpen()
  expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
})

for (const [name, config, advice] of [
  ['an invalid inquiryId', { inquiryId: 'itmpl_template' }, 'which is no inquiry id'],
  [
    'a customHost with a protocol',
    { options: { customHost: 'http://localhost:4010' } },
    'without protocol',
  ],
] as const) {
  test(`${name} is invalid_config, and no request is sent`, async ({ scenario }) => {
    const { page } = scenario
    const calls: string[] = []
    page.on('request', (request) => calls.push(request.url()))
    await scenario.visit({ defaultOpen: true, ...config })
    await expect(page.locator('[data-state=error]')).toBeAttached()
    const [error] = await scenario.recorded('onError')
    expect(error?.payload).toMatchObject({ code: 'invalid_config', retryable: false })
    expect(JSON.stringify(error?.payload)).toContain(JSON.stringify(advice).slice(1, -1))
    expect(calls.filter((url) => url.includes('/api/') || url.includes('/widget'))).toEqual([])
  })
}
