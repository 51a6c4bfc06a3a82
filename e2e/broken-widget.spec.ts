import { expect, test } from './scenario.ts'

test('a widget that hangs is loaded twice, and then is an error', async ({ scenario }) => {
  const { page, host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  host.persona.simulate.widget({ behavior: 'hang' })
  const loads = countLoads(scenario)
  await page.clock.install()
  await scenario.visit({ defaultOpen: true })
  await expect(page.locator('iframe')).toBeAttached()
  await page.clock.runFor(20_000)
  await expect(page.locator('[data-state=recovering]')).toBeAttached()
  await expect(page.locator('iframe')).toBeAttached()
  await page.clock.runFor(20_000)
  await expect(page.locator('[data-state=error]')).toBeAttached()

  const [error] = await scenario.recorded('onError')
  expect(error?.payload).toMatchObject({ code: 'widget_unreachable', retryable: true })
  expect(loads()).toBe(2)
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })

  host.persona.simulate.restore()
  await page.getByRole('button', { name: 'Try again' }).click()
  await scenario.untilOpen()
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})

for (const [code, status] of [
  ['application_error', 0],
  ['unknown', 500],
  ['unknown', 0],
] as const) {
  test(`a widget that crashes (${code}/${status}) is loaded twice, and then is an error`, async ({
    scenario,
  }) => {
    const { page, host, inquiryId } = scenario
    host.persona.simulate.startInquiry({ inquiryId })
    host.persona.simulate.widget({ behavior: 'error', status, code })
    const loads = countLoads(scenario)
    await scenario.visit({ defaultOpen: true })
    await expect(page.locator('[data-state=error]')).toBeAttached()
    const [error] = await scenario.recorded('onError')
    expect(error?.payload).toMatchObject({ code, retryable: true })
    expect(loads()).toBe(2)
    expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
  })
}

test('a widget that crashes once while it is open is loaded again with the same session', async ({
  scenario,
}) => {
  const { host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit({ defaultOpen: true })
  await scenario.untilOpen()
  host.persona.simulate.reportError({ inquiryId, status: 0, code: 'application_error' })
  await expect.poll(() => scenario.recorded('onRecover')).toHaveLength(1)
  const [recovery] = await scenario.recorded('onRecover')
  expect(recovery?.payload).toMatchObject({ cause: 'frame_lost' })
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})

test('an error of the widget that does not concern the flow is passed on, and changes nothing', async ({
  scenario,
}) => {
  const { host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit({ defaultOpen: true })
  await scenario.untilOpen()
  host.persona.simulate.reportError({ inquiryId, status: 1, code: 'camera_error' })
  await expect
    .poll(async () => (await scenario.recorded('onEvent')).map(({ payload }) => payload))
    .toContainEqual({ name: 'error', metadata: expect.anything() })
  expect(await scenario.states()).toEqual(['loading', 'loading', 'open'])
})

for (const [code, status] of [
  ['invalid_config', 400],
  ['inactive_template', 422],
] as const) {
  test(`the error ${code} of the widget is final`, async ({ scenario }) => {
    const { page, host } = scenario
    host.persona.simulate.widget({ behavior: 'error', status, code })
    await scenario.visit({ defaultOpen: true })
    await expect(page.locator('[data-state=error]')).toBeAttached()
    const [error] = await scenario.recorded('onError')
    expect(error?.payload).toMatchObject({ code, retryable: false })
    await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0)
  })
}

test('a widget that the page’s policy blocks is an error at once, with the directive to add', async ({
  scenario,
}) => {
  const { page, host } = scenario
  host.setHeader('content-security-policy', "frame-src 'self'")
  await page.clock.install()
  await scenario.visit({ defaultOpen: true })
  await page.clock.pauseAt(new Date(Date.now() + 1_000))
  await expect(page.locator('[data-state=error]')).toBeAttached()
  const [error] = await scenario.recorded('onError')
  expect(error?.payload).toMatchObject({ code: 'widget_blocked' })
  expect(JSON.stringify(error)).toContain(`frame-src ${host.persona.origin}`)
})

for (const [name, headers] of [
  ['require-corp', { 'cross-origin-embedder-policy': 'require-corp' }],
  ['credentialless', { 'cross-origin-embedder-policy': 'credentialless' }],
  [
    'require-corp with an isolated page',
    {
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
    },
  ],
] as const) {
  test(`a widget under the Cross-Origin-Embedder-Policy ${name} is an error at once that names it`, async ({
    scenario,
  }) => {
    const { page, host, inquiryId } = scenario
    host.persona.simulate.startInquiry({ inquiryId })
    for (const [header, value] of Object.entries(headers)) host.setHeader(header, value)
    await page.clock.install()
    await scenario.visit({ defaultOpen: true })
    await page.clock.pauseAt(new Date(Date.now() + 1_000))
    await expect(page.locator('[data-state=error]')).toBeAttached()
    const [error] = await scenario.recorded('onError')
    expect(error?.payload).toMatchObject({
      code: 'widget_unreachable',
      message: expect.stringContaining('Cross-Origin-Embedder-Policy'),
    })
    expect(JSON.stringify(error)).not.toContain('session-token')
    expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
  })
}

test('a Cross-Origin-Embedder-Policy that only reports changes nothing', async ({ scenario }) => {
  scenario.host.setHeader('cross-origin-embedder-policy-report-only', 'require-corp')
  await scenario.visit({ defaultOpen: true })
  await scenario.untilOpen()
  expect(await scenario.recorded('onError')).toEqual([])
})

test('a strict policy for styles leaves the widget styled where a nonce is given', async ({
  scenario,
}) => {
  const { page, host } = scenario
  host.setHeader('content-security-policy', "style-src 'self' 'nonce-abc'")
  const violations: string[] = []
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text())
  })
  await scenario.visit({ defaultOpen: true, options: { nonce: 'abc' } })
  await scenario.untilOpen()
  await expect(page.locator('.persona-widget__overlay')).toHaveCSS('position', 'fixed')
  await expect(page.locator('html')).toHaveCSS('overflow-y', 'hidden')
  const box = await page.locator('.persona-widget__iframe').boundingBox()
  expect(box).toMatchObject({ width: 400, height: 650 })
  await expect(page.locator('.persona-widget__iframe')).toHaveCSS('box-shadow', /40px/)
})

function countLoads({ page, host }: import('./scenario.ts').Scenario): () => number {
  let loads = 0
  page.on('request', (request) => {
    if (request.url().startsWith(`${host.persona.origin}/widget?`)) loads += 1
  })
  return () => loads
}
