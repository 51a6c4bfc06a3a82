import { untilStep } from '../widget.ts'
import { expect, test, widgetIn } from './scenario.ts'

test('opening the flow again after each of two reloads costs one session', async ({ scenario }) => {
  scenario.host.persona.simulate.startInquiry({ inquiryId: scenario.inquiryId })
  await scenario.visit()
  for (let visit = 0; visit < 3; visit += 1) {
    await scenario.open()
    await scenario.untilOpen()
    await untilStep(scenario.widget, 'document')
    await scenario.tab.reload()
  }
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})

test('a second tab gets the session of the first', async ({ scenario }) => {
  scenario.host.persona.simulate.startInquiry({ inquiryId: scenario.inquiryId })
  await scenario.visit({ defaultOpen: true })
  await scenario.untilOpen()
  const second = await scenario.newTab()
  await scenario.visit({ defaultOpen: true }, second)
  await untilStep(widgetIn(second), 'document')
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})

test('an expired inquiry is resumed', async ({ scenario }) => {
  const { persona } = scenario.host
  persona.simulate.startInquiry({ inquiryId: scenario.inquiryId })
  persona.simulate.expireInquiry({ inquiryId: scenario.inquiryId })
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  await untilStep(scenario.widget, 'document')
  expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
})

test('a finished inquiry creates no frame and costs no session', async ({ scenario }) => {
  const { host, inquiryId, tab } = scenario
  host.persona.simulate.decideInquiry({ inquiryId, status: 'approved' })
  await scenario.visit()
  await scenario.open()
  await scenario.untilStatus('finished')
  expect(await scenario.recorded('onComplete')).toEqual([
    { name: 'onComplete', payload: { inquiryId, status: 'approved', source: 'backend' } },
  ])
  expect(await tab.evaluate(() => window.iframesCreated)).toBe(0)
  expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
})
