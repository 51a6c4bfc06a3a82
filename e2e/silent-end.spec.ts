import { test as base } from '@playwright/test'
import { chromiumTab } from './engines/chromium.ts'
import { createScenario, expect, newPerson } from './every-engine/scenario.ts'
import { startHost } from './host/back-end.ts'
import { connectSessions } from './host/connect-sessions.ts'
import { startRedis, startWebhookReceiver } from './host/start-program.ts'
import type { Scenario } from './scenario.ts'
import { untilStep } from './widget.ts'

const secret = 'a secret of thirty-two characters'

/** A back end of two processes with one Redis: one serves the page, the other one gets webhooks. */
const test = base.extend<{ checkEvery: number | undefined; scenario: Scenario }>({
  checkEvery: [undefined, { option: true }],
  scenario: async ({ page, checkEvery }, use) => {
    const redis = await startRedis()
    const { sessions, close } = await connectSessions(redis.url, secret)
    const host = await startHost({ sessions, ...(checkEvery !== undefined && { checkEvery }) })
    const receiver = await startWebhookReceiver({
      REDIS_URL: redis.url,
      SESSION_SECRET: secret,
      WEBHOOK_SECRET: host.persona.webhookSecret,
    })
    host.persona.simulate.addWebhook({ url: receiver.url })
    const person = newPerson()
    const inquiryId = await host.createInquiry(person)
    await use({ ...createScenario(host, inquiryId, person, chromiumTab(page)), page })
    await receiver.stop()
    await host.close()
    close()
    await redis.stop()
  },
})

async function openWidget(scenario: Scenario): Promise<void> {
  scenario.host.persona.simulate.startInquiry({ inquiryId: scenario.inquiryId })
  await scenario.visit()
  await scenario.open()
  await scenario.untilOpen()
  await untilStep(scenario.widget, 'document')
}

test('a session that ends without a word is replaced within 20 seconds, with the page left alone', async ({
  scenario,
}) => {
  const { host, inquiryId, widget } = scenario
  await openWidget(scenario)
  host.persona.simulate.killSession({ inquiryId, report: 'none' })
  await untilStep(widget, 'expired')

  await expect.poll(() => scenario.recorded('onRecover'), { timeout: 22_000 }).toHaveLength(1)
  await untilStep(widget, 'document')
  const [recovery] = await scenario.recorded('onRecover')
  expect(recovery?.payload).toEqual({ inquiryId, cause: 'session_expired', attempt: 1 })
  expect(scenario.cost()).toEqual({ sessions: 2, resumes: 2 })
})

test.describe('the end of an older session', () => {
  test.use({ checkEvery: 1 })

  test("takes no one's screen away", async ({ scenario }) => {
    const { page, host, inquiryId, widget } = scenario
    const { persona } = host
    await openWidget(scenario)
    persona.simulate.webhooks({ delivery: 'hold' })
    persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await expect.poll(() => scenario.recorded('onRecover')).toHaveLength(1)
    await scenario.untilOpen()
    await untilStep(widget, 'document')
    const before = await scenario.states()

    persona.simulate.clearFault({ fault: 'webhooks' })
    persona.simulate.releaseWebhooks({})
    const isDelivered = () =>
      persona.webhookDeliveries().every(({ status }) => status === 'delivered')
    await expect.poll(isDelivered).toBe(true)
    const ended = persona
      .webhookDeliveries()
      .filter(({ event }) => event === 'inquiry-session.expired')
    expect(ended).toHaveLength(1)

    // Two turns, so that one has begun after the webhook was handled.
    for (let turn = 0; turn < 2; turn += 1) {
      const answer = await page.waitForResponse((response) =>
        response.url().includes('?tokenHash='),
      )
      expect(await answer.json()).toEqual({ expired: false })
    }
    expect(await scenario.states()).toEqual(before)
    expect(scenario.cost()).toEqual({ sessions: 2, resumes: 2 })

    persona.simulate.killSession({ inquiryId, report: 'none' })
    await expect.poll(() => scenario.recorded('onRecover')).toHaveLength(2)
    expect(scenario.cost()).toEqual({ sessions: 3, resumes: 3 })
  })
})
