import { clickBehind, isPageInReach } from '../page-behind.ts'
import { eventually } from '../until.ts'
import { consent, finish, giveDetails, untilStep } from '../widget.ts'
import { dialogs, expect, test } from './scenario.ts'

for (const [dialog, name] of dialogs) {
  test(`a modal flow in ${name} modal dialog recovers and finishes, and the dialog stays open`, async ({
    scenario,
  }) => {
    const { tab, widget, inquiryId, host } = scenario
    await scenario.visit({ dialog })
    await scenario.open()
    await scenario.untilOpen()
    await consent(widget)
    await giveDetails(widget)
    await untilStep(widget, 'document')

    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await eventually(async () => expect(await scenario.recorded('onRecover')).toHaveLength(1))
    await scenario.untilOpen()
    await untilStep(widget, 'document')
    await finish(widget)
    await scenario.untilStatus('finished')
    expect(await scenario.recorded('dialog closed')).toEqual([])
    await tab.click('After')
  })
}

test('the widget can be used while the host locks its page, and the page can be used afterwards', async ({
  scenario,
}) => {
  const { tab, widget, host, inquiryId } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  await tab.evaluate(() => {
    const { body, documentElement } = document
    for (const { style } of [body, documentElement]) style.overflow = 'hidden'
    body.style.pointerEvents = 'none'
    for (const element of body.children) {
      element.setAttribute('inert', '')
      element.setAttribute('aria-hidden', 'true')
    }
  })
  await untilStep(widget, 'document')
  await finish(widget)
  await scenario.untilStatus('finished')
  await tab.evaluate(() => {
    const { body, documentElement } = document
    for (const { style } of [body, documentElement]) style.overflow = style.pointerEvents = ''
    for (const element of body.children) {
      element.removeAttribute('inert')
      element.removeAttribute('aria-hidden')
    }
  })
  expect(await isPageInReach(tab)).toBe(true)
})

for (const use of ['component', 'hook'] as const) {
  test(`a neighbor that suspends does not end the flow (${use})`, async ({ scenario }) => {
    const { tab, widget, host, inquiryId } = scenario
    await scenario.visit({ use })
    await scenario.open()
    await scenario.untilOpen()
    await consent(widget)
    await untilStep(widget, 'details')
    await tab.evaluate(() => document.querySelector('iframe')?.setAttribute('data-first', ''))
    await clickBehind(tab, 'Suspend')
    await eventually(async () => {
      expect(await tab.evaluate(() => document.body.textContent)).toContain('Waiting for data')
    })
    expect(await tab.evaluate(() => document.querySelector('iframe[data-first]') !== null)).toBe(
      true,
    )
    await giveDetails(widget)
    await untilStep(widget, 'document')
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await eventually(async () => expect(await scenario.recorded('onRecover')).toHaveLength(1))
    await untilStep(widget, 'document')
    await tab.evaluate(() => window.loadData())
    await untilStep(widget, 'document')
    expect((await scenario.states()).at(-1)).toBe('open')
    await finish(widget)
    await scenario.untilStatus('finished')
  })
}
