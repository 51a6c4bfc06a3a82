import { expect, test } from './scenario.ts'

test('sessions that end on load are an error after the first one and three recoveries', async ({
  scenario,
}) => {
  const { page, host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  host.persona.simulate.killOnLoad({ inquiryId, report: 'unauthenticated' })
  await scenario.visit()
  await scenario.open()
  await expect(page.locator('[data-state=error]')).toBeAttached()
  const [error] = await scenario.recorded('onError')
  expect(error?.payload).toMatchObject({ code: 'recovery_exhausted', retryable: true })
  expect(scenario.cost()).toEqual({ sessions: 4, resumes: 4 })

  host.persona.simulate.restore()
  await page.getByRole('button', { name: 'Try again' }).click()
  await scenario.untilOpen()
})

test('opening again and again costs no more than eight sessions', async ({ scenario }) => {
  const { page, host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  host.persona.simulate.killOnLoad({ inquiryId, report: 'unauthenticated' })
  await scenario.visit()
  for (const sessions of [4, 8, 8]) {
    const before = (await scenario.recorded('onError')).length
    await scenario.open()
    await expect.poll(() => scenario.recorded('onError')).toHaveLength(before + 1)
    const error = (await scenario.recorded('onError')).at(-1)
    expect(error?.payload).toMatchObject({ code: 'recovery_exhausted' })
    expect(scenario.cost()).toEqual({ sessions, resumes: sessions })
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await expect(page.locator('[data-state=idle]')).toBeAttached()
  }
})

test('an inquiry whose sessions are used up is an error that is final', async ({ scenario }) => {
  const { page, host, inquiryId } = scenario
  const { persona } = host
  persona.simulate.startInquiry({ inquiryId })
  for (let used = 0; used < 25; used += 1) {
    const response = await fetch(`${persona.apiUrl}/inquiry-sessions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${persona.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ data: { attributes: { 'inquiry-id': inquiryId } } }),
    })
    expect(response.status).toBe(201)
  }
  persona.simulate.killSession({ inquiryId, report: 'none' })
  await scenario.visit()
  await scenario.open()
  await expect(page.locator('[data-state=error]')).toBeAttached()
  const [error] = await scenario.recorded('onError')
  expect(error?.payload).toMatchObject({ code: 'sessions_exhausted', retryable: false })
  expect(scenario.cost()).toEqual({ sessions: 25, resumes: 1 })
})
