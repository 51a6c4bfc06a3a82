import { expect, test } from './scenario.ts'
import { watchForFrames } from './traces.ts'
import { untilStep } from './widget.ts'

test('coming back in a new tab and reloading it twice costs one session', async ({ scenario }) => {
  scenario.host.persona.simulate.startInquiry({ inquiryId: scenario.inquiryId })
  await scenario.visit()
  for (let visit = 0; visit < 3; visit += 1) {
    await scenario.open()
    await scenario.untilOpen()
    await untilStep(scenario.widget, 'document')
    await scenario.page.reload()
  }
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})

test('a second tab has the session of the first', async ({ scenario, context }) => {
  scenario.host.persona.simulate.startInquiry({ inquiryId: scenario.inquiryId })
  await scenario.visit({ defaultOpen: true })
  await scenario.untilOpen()
  const second = await context.newPage()
  await scenario.visit({ defaultOpen: true }, second)
  await untilStep(second.frameLocator('iframe.persona-widget__iframe'), 'document')
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})

test('an expired inquiry is revived', async ({ scenario }) => {
  const { persona } = scenario.host
  persona.simulate.startInquiry({ inquiryId: scenario.inquiryId })
  persona.simulate.expireInquiry({ inquiryId: scenario.inquiryId })
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  await untilStep(scenario.widget, 'document')
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})

test('a finished inquiry makes no frame and costs nothing', async ({ scenario }) => {
  scenario.host.persona.simulate.decideInquiry({
    inquiryId: scenario.inquiryId,
    status: 'approved',
  })
  await watchForFrames(scenario.page)
  await scenario.visit()
  await scenario.open()
  await expect(scenario.page.locator('[data-state=finished]')).toBeAttached()
  expect(await scenario.recorded('onComplete')).toEqual([
    {
      name: 'onComplete',
      payload: { inquiryId: scenario.inquiryId, status: 'approved', source: 'backend' },
    },
  ])
  expect(await scenario.page.evaluate(() => window.uncaught)).toEqual([])
  expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
})
