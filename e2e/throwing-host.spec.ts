import { expect, test } from './scenario.ts'
import { untilStatus } from './vanilla.ts'
import { postFromWidget } from './widget.ts'

for (const way of ['throws', 'rejects'] as const) {
  test(`a loadSdk that ${way} is sdk_unavailable, and retry() calls it again`, async ({
    scenario,
  }) => {
    const { page } = scenario
    await scenario.visit({ use: 'neither' })
    await page.evaluate((how) => {
      const { flow } = window.makeFlow('a', {
        loadSdk: () => {
          if (document.title === 'Repaired') return window.importSdk()
          const trouble = new Error('no SDK here')
          if (how === 'throws') throw trouble
          return Promise.reject(trouble)
        },
      })
      flow.open()
    }, way)
    await untilStatus(page, 'a', 'error')
    const [error] = await scenario.recorded('a onError')
    expect(error?.payload).toMatchObject({ code: 'sdk_unavailable', retryable: true })
    expect(await page.evaluate(() => window.uncaught)).toEqual([])
    await page.evaluate(() => {
      document.title = 'Repaired'
      window.flows['a']?.flow.retry()
    })
    await untilStatus(page, 'a', 'open')
  })
}

test('an error that a callback throws is reported, and stops nothing', async ({ scenario }) => {
  const { page, host, inquiryId, widget } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await scenario.visit({ use: 'neither' })
  await page.evaluate(() => {
    const fail = (name: string) => () => {
      throw new Error(`${name} of the host`)
    }
    const { flow } = window.makeFlow('a', {
      overlay: 'always',
      onReady: fail('onReady'),
      onEvent: fail('onEvent'),
      onStateChange: fail('onStateChange'),
      onRecover: fail('onRecover'),
      onOpenChange: fail('onOpenChange'),
      onComplete: fail('onComplete'),
      onCancel: fail('onCancel'),
    })
    flow.open()
  })
  await untilStatus(page, 'a', 'open')
  host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
  await expect.poll(() => scenario.recorded('a onRecover')).toHaveLength(1)
  await postFromWidget(widget, 'exit', { inquiryId })
  await untilStatus(page, 'a', 'idle')
  await page.evaluate(() => window.flows['a']?.flow.open())
  await untilStatus(page, 'a', 'open')
  await postFromWidget(widget, 'complete', { inquiryId, status: 'completed', fields: {} })
  await untilStatus(page, 'a', 'finished')

  await expect(page.locator('iframe, .resumable-inquiry-dialog')).toHaveCount(0)
  const uncaught = await page.evaluate(() => window.uncaught)
  for (const name of [
    'onReady',
    'onEvent',
    'onStateChange',
    'onRecover',
    'onOpenChange',
    'onComplete',
    'onCancel',
  ]) {
    expect(uncaught.filter((message) => message.includes(`${name} of the host`))).toHaveLength(
      (await scenario.recorded(`a ${name}`)).length,
    )
    expect(await scenario.recorded(`a ${name}`)).not.toEqual([])
  }
})

test('an error that onError throws is reported, and the flow still shows its own', async ({
  scenario,
}) => {
  const { page } = scenario
  await page.route('**/api/inquiries/**', (route) => route.fulfill({ status: 404 }))
  await scenario.visit({ use: 'neither' })
  await page.evaluate(() => {
    const { flow } = window.makeFlow('a', {
      overlay: 'always',
      onError: () => {
        throw new Error('onError of the host')
      },
    })
    flow.open()
  })
  await untilStatus(page, 'a', 'error')
  await expect(page.getByRole('dialog')).toBeFocused()
  expect(await page.evaluate(() => window.uncaught)).toEqual([
    expect.stringContaining('onError of the host'),
  ])
})

test('an error that a subscriber throws is reported, and the next one is still called', async ({
  scenario,
}) => {
  const { page } = scenario
  await scenario.visit({ use: 'neither' })
  const observed = await page.evaluate(async () => {
    const { flow } = window.makeFlow('a')
    const statuses: string[] = []
    flow.subscribe(() => {
      throw new Error('a subscriber')
    })
    const opened = new Promise<void>((resolve) => {
      flow.subscribe(() => {
        statuses.push(flow.getState().status)
        if (flow.getState().status === 'open') resolve()
      })
    })
    flow.open()
    await opened
    return statuses
  })
  expect(observed).toEqual(['loading', 'loading', 'open'])
  expect(await page.evaluate(() => window.uncaught)).toHaveLength(3)
})

test('a flow that its own callback closes ends closed', async ({ scenario }) => {
  const { page } = scenario
  await scenario.visit({ use: 'neither' })
  await page.evaluate(() => {
    const { flow } = window.makeFlow('a', {
      onReady: () => {
        flow.close()
      },
    })
    flow.open()
  })
  await expect
    .poll(async () => (await scenario.recorded('a onStateChange')).map(({ payload }) => payload))
    .toEqual([
      { status: 'loading', phase: 'session' },
      { status: 'loading', phase: 'frame' },
      { status: 'open' },
      { status: 'idle' },
    ])
  await expect(page.locator('iframe, .resumable-inquiry-dialog')).toHaveCount(0)
})
