import { clickBehind } from '../page-behind.ts'
import { traces } from '../traces.ts'
import { eventually, untilGone } from '../until.ts'
import { expect, type EngineScenario, test } from './scenario.ts'

const never = () => new Promise<Response>(() => {})

/** How to reach each state from a page with a pending inquiry. */
const states: Record<string, (scenario: EngineScenario) => Promise<void>> = {
  idle: async () => {},
  'loading session': async ({ tab, host, untilStatus }) => {
    const requested = new Promise<void>((resolve) => {
      host.answerSessions(() => {
        resolve()
        return never()
      })
    })
    await clickBehind(tab, 'Verify')
    await untilStatus('loading')
    await requested
  },
  'loading frame': async ({ tab, host, recorded }) => {
    host.persona.simulate.widget({ behavior: 'hang' })
    await clickBehind(tab, 'Verify')
    // WebKitGTK may hang where an iframe is removed before its document has loaded.
    await eventually(async () => expect(await recorded('onEvent')).not.toEqual([]))
  },
  open: async ({ tab, untilOpen }) => {
    await clickBehind(tab, 'Verify')
    await untilOpen()
  },
  'recovering session': async ({ tab, untilOpen, untilStatus, host, inquiryId }) => {
    await clickBehind(tab, 'Verify')
    await untilOpen()
    host.answerSessions(never)
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await untilStatus('recovering')
  },
  'recovering frame': async ({ tab, untilOpen, host, inquiryId, recorded }) => {
    await clickBehind(tab, 'Verify')
    await untilOpen()
    host.persona.simulate.widget({ behavior: 'hang' })
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await eventually(async () => {
      const state = (await recorded('onStateChange')).at(-1)?.payload
      expect(state).toMatchObject({ status: 'recovering', phase: 'frame' })
      const events = await recorded('onEvent')
      const loads = events.filter(({ payload }) => JSON.stringify(payload).includes('"load"'))
      expect(loads).toHaveLength(2)
    })
  },
  finished: async ({ tab, host, inquiryId, untilStatus }) => {
    host.persona.simulate.decideInquiry({ inquiryId, status: 'approved' })
    await clickBehind(tab, 'Verify')
    await untilStatus('finished')
  },
  error: async ({ tab, host, untilStatus, expectErrors }) => {
    expectErrors(/status of 404|^\[resumable-inquiry\] invalid_response: /)
    host.answerSessions(() => new Response('Nothing here', { status: 404 }))
    await clickBehind(tab, 'Verify')
    await untilStatus('error')
  },
}

for (const [name, reach] of Object.entries(states)) {
  test(`unmounting while ${name} leaves no trace`, async ({ scenario }) => {
    const { tab, host, inquiryId } = scenario
    host.persona.simulate.startInquiry({ inquiryId })
    await scenario.visit({ countsListeners: true, clock: true })
    await tab.evaluate(() => document.querySelector('button')?.focus())
    await clickBehind(tab, 'Unmount')
    await untilGone(tab, '[data-state]')
    const clean = await traces(tab)

    await clickBehind(tab, 'Mount')
    await reach(scenario)
    await clickBehind(tab, 'Unmount')
    await untilGone(tab, '[data-state]')
    // Scripts that the flow has begun to load may still arrive.
    const countRequests = () => host.requests.filter((url) => !url.includes('/assets/')).length
    const requests = countRequests()
    await tab.evaluate(async () => {
      await window.clock.tickAsync(120_000)
    })
    expect(await traces(tab)).toEqual(clean)
    expect(countRequests()).toBe(requests)
  })
}
