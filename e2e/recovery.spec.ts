import { clickBehind } from './page-behind.ts'
import { expect, test } from './scenario.ts'
import { setVisibility } from './visibility.ts'
import { consent, untilStep } from './widget.ts'

test('the Back button leaves the page after a recovery, as it does before one', async ({
  scenario,
}) => {
  const { page, host, inquiryId } = scenario
  await page.goto(`${host.url}/?config={}`)
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  await consent(scenario.widget)
  await untilStep(scenario.widget, 'details')
  host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
  await expect.poll(() => scenario.recorded('onRecover')).toHaveLength(1)
  await page.goBack()
  expect(page.url()).toContain('config={}')
})

test('retry() renews a session whose end the widget does not report', async ({ scenario }) => {
  const { page, host, inquiryId, widget } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit({ use: 'hook' })
  await scenario.open()
  await scenario.untilOpen()
  await untilStep(widget, 'document')
  host.persona.simulate.killSession({ inquiryId, report: 'none' })
  await untilStep(widget, 'expired')

  // The page is inert while the flow is open; a host's code calls retry() from elsewhere.
  await clickBehind(page, 'Retry')
  await expect.poll(() => scenario.recorded('onRecover')).toHaveLength(1)
  await untilStep(widget, 'document')
  const [recovery] = await scenario.recorded('onRecover')
  expect(recovery?.payload).toEqual({ inquiryId, cause: 'session_suspect', attempt: 1 })
  expect(scenario.cost()).toEqual({ sessions: 2, resumes: 2 })
})

test('a session whose end the widget does not report is renewed when the person comes back after its deadline', async ({
  scenario,
}) => {
  const { page, host, inquiryId, widget } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await page.clock.install()
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  host.persona.simulate.killSession({ inquiryId, report: 'none' })
  await untilStep(widget, 'expired')

  await setVisibility(page, 'hidden')
  await page.clock.fastForward('25:00:00')
  await setVisibility(page, 'visible')
  await expect.poll(() => scenario.recorded('onRecover')).toHaveLength(1)
  await untilStep(widget, 'document')
  expect(scenario.cost()).toEqual({ sessions: 2, resumes: 2 })
})

test('a person who comes back before the deadline finds the flow unchanged', async ({
  scenario,
}) => {
  const { page, host, inquiryId, widget } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await page.clock.install()
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  await setVisibility(page, 'hidden')
  await page.clock.fastForward('01:00:00')
  await setVisibility(page, 'visible')
  await untilStep(widget, 'document')
  expect(await scenario.states()).toEqual(['loading', 'loading', 'open'])
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})
