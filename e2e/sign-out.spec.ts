import { expect, test } from './scenario.ts'
import { untilStatus } from './vanilla.ts'

test('after clear(), a flow without an inquiryId starts the inquiry of the next person', async ({
  scenario,
  context,
}) => {
  const { page, host } = scenario
  const [first, second] = [
    await host.createInquiry('grace', { isCurrent: true }),
    await host.createInquiry('linus', { isCurrent: true }),
  ]
  const signIn = (value: string) => context.addCookies([{ name: 'person', value, url: host.url }])
  await scenario.visit({ person: 'grace', use: 'neither' })
  await page.evaluate(() => window.makeFlow('a', { inquiryId: undefined }).flow.open())
  await untilStatus(page, 'a', 'open')
  expect(await page.evaluate(() => window.flows['a']?.flow.getInquiryId())).toBe(first)

  await page.evaluate(() => window.flows['a']?.client.clear())
  await untilStatus(page, 'a', 'idle')
  expect(await page.evaluate(() => window.flows['a']?.flow.getInquiryId())).toBeUndefined()

  await signIn('linus')
  await page.evaluate(() => window.flows['a']?.flow.open())
  await untilStatus(page, 'a', 'open')
  expect(await page.evaluate(() => window.flows['a']?.flow.getInquiryId())).toBe(second)
  expect((await scenario.recorded('a onInquiryChange')).map(({ payload }) => payload)).toEqual([
    { inquiryId: first },
    { inquiryId: second },
  ])
})
