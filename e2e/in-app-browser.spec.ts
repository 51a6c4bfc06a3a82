import { devices } from '@playwright/test'
import { expect, test } from './scenario.ts'
import { untilStep } from './widget.ts'

const { userAgent, viewport, hasTouch, isMobile } = devices['Pixel 7']
test.use({ userAgent: `${userAgent} Instagram 309.1.0.41.113 Android` })

test('an in-app browser is recognized before a session is requested, and the person can try anyway', async ({
  scenario,
}) => {
  const { page, host, inquiryId, widget } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit()
  await scenario.open()
  await expect(page.getByRole('heading', { name: 'Open this page in your browser' })).toBeFocused()
  const errors = await scenario.recorded('onError')
  expect(errors).toMatchObject([{ payload: { code: 'unsupported_browser', retryable: true } }])
  expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })

  await page.getByRole('button', { name: 'Try anyway' }).click()
  await scenario.untilOpen()
  await untilStep(widget, 'document')
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})

test('browserCheck: false opens the flow in an in-app browser', async ({ scenario }) => {
  await scenario.visit({ defaultOpen: true, options: { browserCheck: false } })
  await scenario.untilOpen()
  expect(await scenario.recorded('onError')).toEqual([])
})

for (const isPhone of [true, false]) {
  test.describe(isPhone ? 'on a phone' : 'on a large screen', () => {
    test.use(isPhone ? { viewport, hasTouch, isMobile } : {})

    test(`${isPhone ? 'the browser' : 'the phone'} is the main way out`, async ({ scenario }) => {
      const { page } = scenario
      await scenario.visit()
      await scenario.open()
      const offers = page.locator('.resumable-inquiry-continue > .resumable-inquiry-button')
      await expect(offers).toHaveText(
        isPhone
          ? ['Open in your browser', 'Continue on another device']
          : ['Continue on your phone', 'Open in your browser'],
      )
      await expect(offers.first()).toHaveAttribute('data-emphasis', 'strong')
      await expect(offers.last()).not.toHaveAttribute('data-emphasis')
    })
  })
}
