import { expect, type Scenario, test } from './scenario.ts'
import { consent, finish, giveDetails, postFromWidget, untilStep } from './widget.ts'

test('no event contains the token or the fields, and no callback the token', async ({
  scenario,
}) => {
  const { page, host, inquiryId, widget } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  const answer = page.waitForResponse((response) => response.url().endsWith('/session'))
  await scenario.visit()
  await scenario.open()
  const { sessionToken } = (await (await answer).json()) as { sessionToken: string }
  expect(sessionToken.length).toBeGreaterThan(8)
  await scenario.untilOpen()
  await untilStep(widget, 'document')
  await widget.click('Close')
  await widget.click('Leave')
  await expect(page.locator('[data-state=idle]')).toBeAttached()
  expect(await metadataOf(scenario, 'exit')).toEqual([{ inquiryId }])

  await scenario.open()
  await scenario.untilOpen()
  await finish(widget)
  await expect(page.locator('[data-state=finished]')).toBeAttached()
  expect(await metadataOf(scenario, 'complete')).toEqual([{ inquiryId, status: 'completed' }])
  const [completion] = await scenario.recorded('onComplete')
  expect(completion?.payload).toHaveProperty('fields')
  expect(JSON.stringify(await scenario.recorded())).not.toContain(sessionToken)
})

test('the token is in nothing that the page stores or shows, after a recovery too', async ({
  scenario,
  context,
}) => {
  const { page, host, inquiryId, widget } = scenario
  const tokens: string[] = []
  const written: string[] = []
  page.on('console', (message) => written.push(message.text()))
  page.on('response', async (response) => {
    if (!response.url().endsWith('/session')) return
    const { sessionToken } = (await response.json()) as { sessionToken: string }
    tokens.push(sessionToken)
  })
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  await untilStep(widget, 'document')
  host.persona.simulate.killSession({ inquiryId })
  await expect.poll(() => scenario.recorded('onRecover')).toHaveLength(1)
  await scenario.untilOpen()

  await expect.poll(() => new Set(tokens).size).toBe(2)
  const own = new URL(page.url()).origin
  const { cookies, origins } = await context.storageState({ indexedDB: true })
  const kept = {
    cookies,
    origins: origins.filter(({ origin }) => origin === own),
    ...(await page.evaluate(async () => ({
      address: location.href,
      history: JSON.stringify(history.state),
      session: JSON.stringify(sessionStorage),
      local: JSON.stringify(localStorage),
      caches: await caches.keys(),
      text: document.documentElement.innerText,
    }))),
    written,
  }
  for (const token of tokens) expect(JSON.stringify(kept)).not.toContain(token)
})

test('secrets deeper in an event are removed too', async ({ scenario }) => {
  const { inquiryId, widget } = scenario
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  const secrets = { sessionToken: 'a', fields: { name: 'b' }, scopes: ['c'] }
  await postFromWidget(widget, 'inquiry-start', {
    ...secrets,
    inquiryId,
    step: { ...secrets, name: 'selfie', tries: [{ ...secrets, number: 1 }] },
  })
  await expect
    .poll(() => metadataOf(scenario, 'inquiry-start'))
    .toEqual([{ inquiryId, step: { name: 'selfie', tries: [{ number: 1 }] } }])
})

for (const [name, eventsAllowlist, seen] of [
  ['no list', undefined, ['country-select']],
  ['all', 'all', ['click', 'form-update', 'step-transitioning', 'country-select']],
  ['a list', ['click'], ['click']],
  ['an empty list', [], []],
] as const) {
  test(`with ${name} of events the host gets ${seen.join(', ') || 'none'}`, async ({
    scenario,
  }) => {
    const { page, widget } = scenario
    await scenario.visit({ options: { eventsAllowlist } })
    await scenario.open()
    await scenario.untilOpen()
    const before = (await scenario.recorded('onEvent')).length
    for (const event of ['click', 'form-update', 'step-transitioning', 'country-select']) {
      await postFromWidget(widget, event)
    }
    // The allowlist does not affect the callbacks of a cancel, so wait for those.
    await postFromWidget(widget, 'exit')
    await expect(page.locator('[data-state=idle]')).toBeAttached()
    const after = (await scenario.recorded('onEvent')).slice(before)
    const names = after.map(({ payload }) => (payload as { name: string }).name)
    expect(names.filter((event) => event !== 'exit')).toEqual(seen)
    await expect(page.locator('iframe')).toHaveCount(0)
  })
}

test('progress counts even if the host wants no events', async ({ scenario }) => {
  const { host, inquiryId, widget } = scenario
  await scenario.visit({ options: { eventsAllowlist: [] } })
  await scenario.open()
  await scenario.untilOpen()
  await consent(widget)
  await giveDetails(widget)
  for (let recovery = 1; recovery <= 2; recovery += 1) {
    await untilStep(widget, 'document')
    await postFromWidget(widget, 'document-upload')
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await expect.poll(() => scenario.recorded('onRecover')).toHaveLength(recovery)
  }
  const attempts = (await scenario.recorded('onRecover')).map(({ payload }) => payload)
  expect(attempts).toMatchObject([{ attempt: 1 }, { attempt: 1 }])
  expect(await scenario.recorded('onEvent')).toEqual([])
})

/** Returns the metadata of each call for an event. */
async function metadataOf({ recorded }: Scenario, event: string): Promise<unknown[]> {
  const calls = (await recorded('onEvent')).map(
    ({ payload }) => payload as { name: string; metadata: unknown },
  )
  return calls.filter(({ name }) => name === event).map(({ metadata }) => metadata)
}
