import { pageBehindSeen, watchPageBehind } from '../page-behind.ts'
import { eventually, untilVisible } from '../until.ts'
import { consent, finish, giveDetails, untilStep } from '../widget.ts'
import { expect, test } from './scenario.ts'

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
    test(`the person does not notice a session killed mid-flow (${report}/409, ${use}) on a ${size}`, async ({
      scenario,
    }) => {
      const { tab, widget, inquiryId, host } = scenario
      await tab.setViewportSize(viewport)
      await scenario.visit({ use })
      await untilVisible(tab, 'main')
      await tab.evaluate(() => window.scrollTo(0, 120))
      await scenario.open()
      await scenario.untilOpen()
      await consent(widget)
      await giveDetails(widget)
      await untilStep(widget, 'document')
      const before = scenario.cost()
      const historyBefore = await tab.evaluate(() => history.length)

      await watchPageBehind(tab)
      host.persona.simulate.killSession({ inquiryId, report })
      await eventually(async () => expect(await scenario.recorded('onRecover')).toHaveLength(1))
      await untilStep(widget, 'document')
      const { frames, faults } = await pageBehindSeen(tab)
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
      expect(await tab.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME')
      expect(await tab.evaluate(() => history.length)).toBe(historyBefore)
      expect(scenario.cost()).toEqual({
        sessions: before.sessions + 1,
        resumes: before.resumes + 1,
      })

      await finish(widget)
      await scenario.untilStatus('finished')
      const [completion] = await scenario.recorded('onComplete')
      expect(JSON.stringify(completion?.payload)).toContain('Grace')
      expect(await tab.evaluate(() => window.scrollY)).toBe(120)
      expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe('Verify')
    })
  }
}
