import { expect, test } from './scenario.ts'
import { untilStep } from './widget.ts'

test('another person’s inquiry is not found, and Persona is not called', async ({ scenario }) => {
  const { page, host } = scenario
  const inquiryId = await host.createInquiry('bob')
  host.persona.simulate.startInquiry({ inquiryId })
  const before = host.persona.calls({ inquiryId }).length
  const answer = page.waitForResponse((response) => response.url().includes('/session'))
  await scenario.visit({ inquiryId, defaultOpen: true })
  expect((await answer).status()).toBe(404)
  await expect(page.locator('[data-state=error]')).toBeAttached()
  const [error] = await scenario.recorded('onError')
  expect(error?.payload).toMatchObject({ code: 'not_found' })
  expect(host.persona.calls({ inquiryId })).toHaveLength(before)
})

for (const way of ['Sign out', 'Change person']) {
  test(`the next person never gets the session of the last (${way})`, async ({
    scenario,
    context,
  }) => {
    const { page, host, inquiryId, widget } = scenario
    host.persona.simulate.startInquiry({ inquiryId })
    await scenario.visit()
    await scenario.open()
    await scenario.untilOpen()
    await untilStep(widget, 'document')

    await context.addCookies([{ name: 'person', value: 'bob', url: host.url }])
    await page.getByRole('button', { name: way, includeHidden: true }).dispatchEvent('click')
    if (way === 'Sign out') {
      await expect(page.locator('[data-state=idle]')).toBeAttached()
      await scenario.open()
    }
    await expect.poll(() => scenario.recorded('onError')).toHaveLength(1)
    const [error] = await scenario.recorded('onError')
    expect(error?.payload).toMatchObject({ code: 'not_found' })
    await expect(page.locator('iframe')).toHaveCount(0)
    expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
  })
}
