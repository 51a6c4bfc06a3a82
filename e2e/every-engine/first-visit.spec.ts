import { untilGone } from '../until.ts'
import { consent, finish, giveDetails, untilStep } from '../widget.ts'
import { expect, test } from './scenario.ts'

for (const use of ['component', 'hook'] as const) {
  test(`a first visit opens and completes without a resume, through the ${use}`, async ({
    scenario,
  }) => {
    await scenario.visit({ use })
    await scenario.open()
    await scenario.untilOpen()
    await consent(scenario.widget)
    await giveDetails(scenario.widget)
    await finish(scenario.widget)

    await scenario.untilStatus('finished')
    await untilGone(scenario.tab, 'iframe')
    expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
    expect(await scenario.states()).toEqual(['loading', 'loading', 'open', 'finished'])

    const calls = (await scenario.recorded()).filter(({ name }) =>
      /^on(Ready|OpenChange|Complete|Cancel|Error|Recover)$/.test(name),
    )
    expect(calls).toEqual([
      { name: 'onReady', payload: { inquiryId: scenario.inquiryId } },
      { name: 'onOpenChange', payload: false },
      {
        name: 'onComplete',
        payload: {
          inquiryId: scenario.inquiryId,
          status: 'completed',
          source: 'widget',
          fields: expect.objectContaining({}),
        },
      },
    ])
  })
}

test('without an id, the person’s current inquiry is started and then resumed', async ({
  scenario,
}) => {
  const { host, person, tab, widget } = scenario
  await scenario.visit({ inquiryId: undefined })
  await scenario.open()
  await scenario.untilOpen()
  await consent(widget)
  await giveDetails(widget)
  await untilStep(widget, 'document')
  const inquiryId = host.currentInquiry(person)

  await tab.reload()
  await scenario.open()
  await scenario.untilOpen()
  await untilStep(widget, 'document')
  const [again] = await scenario.recorded('onInquiryChange')
  expect(again?.payload).toMatchObject({ inquiryId })
  expect(scenario.cost(inquiryId)).toEqual({ sessions: 1, resumes: 1 })
})
