import { clickBehind, pageBehindSeen, watchPageBehind } from './page-behind.ts'
import { expect, test } from './scenario.ts'
import { setVisibility } from './visibility.ts'
import { consent, finish, giveDetails, untilStep } from './widget.ts'

const sizes = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
}

for (const [report, use] of [
  ['unauthenticated', 'component'],
  ['unknown', 'component'],
  ['unauthenticated', 'hook'],
] as const) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`a session killed mid-flow (${report}/409, ${use}) is not noticed on a ${size}`, async ({
      scenario,
    }) => {
      const { page, widget, inquiryId, host } = scenario
      await page.setViewportSize(viewport)
      await scenario.visit({ use })
      await page.evaluate(() => window.scrollTo(0, 120))
      await scenario.open()
      await scenario.untilOpen()
      await consent(widget)
      await giveDetails(widget)
      await untilStep(widget, 'document')
      const before = scenario.cost()
      const historyBefore = await page.evaluate(() => history.length)

      await watchPageBehind(page)
      host.persona.simulate.killSession({ inquiryId, report })
      await expect.poll(() => scenario.recorded('onRecover')).toHaveLength(1)
      await untilStep(widget, 'document')
      const { frames, faults } = await pageBehindSeen(page)
      expect(frames).toBeGreaterThan(3)
      expect(faults).toEqual([])

      expect(await scenario.recorded('onRecover')).toEqual([
        {
          name: 'onRecover',
          payload: { inquiryId, cause: 'session_expired', attempt: 1 },
        },
      ])
      expect(await scenario.recorded('onError')).toEqual([])
      expect((await scenario.states()).slice(-3)).toEqual(['recovering', 'recovering', 'open'])
      expect(await page.evaluate(() => document.activeElement?.className)).toBe(
        'persona-widget__iframe',
      )
      expect(await page.evaluate(() => history.length)).toBe(historyBefore)
      expect(scenario.cost()).toEqual({
        sessions: before.sessions + 1,
        resumes: before.resumes + 1,
      })

      await finish(widget)
      await expect(page.locator('[data-state=finished]')).toBeAttached()
      const [completion] = await scenario.recorded('onComplete')
      expect(JSON.stringify(completion?.payload)).toContain('Grace')
      expect(await page.evaluate(() => window.scrollY)).toBe(120)
      await expect(page.getByRole('button', { name: 'Verify' })).toBeFocused()
    })
  }
}

test('the Back button leaves the page as it would have before a recovery', async ({ scenario }) => {
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

test('a session killed in silence is renewed by retry()', async ({ scenario }) => {
  const { page, host, inquiryId, widget } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit({ use: 'hook' })
  await scenario.open()
  await scenario.untilOpen()
  await untilStep(widget, 'document')
  host.persona.simulate.killSession({ inquiryId, report: 'none' })
  await expect(widget.getByRole('heading', { name: 'Session expired' })).toBeVisible()

  // The page behind is inert while the flow is open; a host calls retry() from a place of its own.
  await clickBehind(page, 'Retry')
  await expect.poll(() => scenario.recorded('onRecover')).toHaveLength(1)
  await untilStep(widget, 'document')
  const [recovery] = await scenario.recorded('onRecover')
  expect(recovery?.payload).toEqual({ inquiryId, cause: 'session_suspect', attempt: 1 })
  expect(scenario.cost()).toEqual({ sessions: 2, resumes: 2 })
})

test('a session killed in silence is renewed when the person comes back after its deadline', async ({
  scenario,
}) => {
  const { page, host, inquiryId, widget } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await page.clock.install()
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  host.persona.simulate.killSession({ inquiryId, report: 'none' })
  await expect(widget.getByRole('heading', { name: 'Session expired' })).toBeVisible()

  await setVisibility(page, 'hidden')
  await page.clock.fastForward('25:00:00')
  await setVisibility(page, 'visible')
  await expect.poll(() => scenario.recorded('onRecover')).toHaveLength(1)
  await untilStep(widget, 'document')
  expect(scenario.cost()).toEqual({ sessions: 2, resumes: 2 })
})

test('a person who comes back before the deadline is left alone', async ({ scenario }) => {
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
