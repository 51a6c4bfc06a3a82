import { expect, test } from './scenario.ts'
import { consent, finish, giveDetails } from './widget.ts'

for (const use of ['component', 'hook'] as const) {
  test(`a first visit opens and completes without a resume, through the ${use}`, async ({
    scenario,
  }) => {
    const warnings: string[] = []
    scenario.page.on('console', (message) => {
      if (/^(warning|error)$/.test(message.type())) warnings.push(message.text())
    })
    await scenario.visit({ use })
    await scenario.open()
    await scenario.untilOpen()
    await consent(scenario.widget)
    await giveDetails(scenario.widget)
    await finish(scenario.widget)

    await expect(scenario.page.locator('[data-state=finished]')).toBeAttached()
    await expect(scenario.page.locator('iframe')).toHaveCount(0)
    expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
    expect(await scenario.states()).toEqual(['loading', 'loading', 'open', 'finished'])
    expect(warnings).toEqual([])

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

test('without an id, the person’s own inquiry is started and then resumed', async ({
  scenario,
}) => {
  const { page, host } = scenario
  const person = `newcomer_${scenario.inquiryId}`
  await page.context().addCookies([{ name: 'person', value: person, url: host.url }])
  await page.goto(
    `${host.url}/?config=${encodeURIComponent(JSON.stringify({ options: { customHost: host.persona.customHost } }))}`,
  )
  await scenario.open()
  await scenario.untilOpen()
  await consent(scenario.widget)
  await giveDetails(scenario.widget)
  const [{ id: inquiryId } = { id: '' }] = host.persona
    .inquiries()
    .filter(({ step }) => step === 'document')
    .slice(-1)

  await page.reload()
  await scenario.open()
  await scenario.untilOpen()
  await expect(scenario.widget.locator('[data-step=document]')).toBeVisible()
  const [again] = await scenario.recorded('onInquiryChange')
  expect(again?.payload).toMatchObject({ inquiryId })
  expect(scenario.cost(inquiryId)).toEqual({ sessions: 1, resumes: 1 })
})
