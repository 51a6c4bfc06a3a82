import type { Page } from '@playwright/test'
import { expect, test } from './scenario.ts'
import { setVisibility } from './visibility.ts'
import { postFromWidget, untilStep } from './widget.ts'

for (const handsOver of ['one-time-link-sent', 'one-time-link-start']) {
  test(`a flow that continues on another device (${handsOver}) recovers only after that has ended`, async ({
    scenario,
  }) => {
    const { page, host, inquiryId, widget } = scenario
    host.persona.simulate.startInquiry({ inquiryId })
    await page.clock.install()
    await scenario.visit()
    await scenario.open()
    await scenario.untilOpen()
    await untilStep(widget, 'document')
    const eventNames = async () =>
      (await scenario.recorded('onEvent')).map(({ payload }) => (payload as { name: string }).name)

    await postFromWidget(widget, handsOver)
    await expect.poll(eventNames).toContain(handsOver)
    await beAway(page)
    expect(await scenario.states()).toEqual(['loading', 'loading', 'open'])
    expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })

    await postFromWidget(widget, 'one-time-link-exit')
    await expect.poll(eventNames).toContain('one-time-link-exit')
    expect(await scenario.states()).toEqual(['loading', 'loading', 'open'])
    await beAway(page)
    await expect.poll(() => scenario.recorded('onRecover')).toHaveLength(1)
    const [recovery] = await scenario.recorded('onRecover')
    expect(recovery?.payload).toMatchObject({ cause: 'session_expired' })
    expect(scenario.cost()).toEqual({ sessions: 2, resumes: 2 })
  })
}

/** Hides the page until well after the session's deadline. */
async function beAway(page: Page): Promise<void> {
  await setVisibility(page, 'hidden')
  await page.clock.fastForward('25:00:00')
  await setVisibility(page, 'visible')
}
