import { eventually } from '../until.ts'
import { expect, test } from './scenario.ts'

test('a widget that an isolated page blocks is an error that names the header', async ({
  scenario,
}) => {
  const { tab, host, recorded } = scenario
  scenario.expectErrors(/Cross-Origin-Embedder-Policy|ERR_BLOCKED_BY_RESPONSE/i)
  host.setHeader('cross-origin-embedder-policy', 'require-corp')
  host.setHeader('cross-origin-opener-policy', 'same-origin')
  await scenario.visit({ clock: true })
  await scenario.open()
  // The frame is loaded twice, unless the browser reports that it is blocked.
  for (let loads = 0; loads < 2; loads += 1) {
    await eventually(async () => {
      const isLoading = await tab.evaluate(() => document.querySelector('iframe') !== null)
      const state = JSON.stringify((await recorded('onStateChange')).at(-1)?.payload)
      expect(isLoading || state.includes('"status":"error"')).toBe(true)
    })
    await tab.evaluate(async () => {
      await window.clock.tickAsync(20_000)
    })
  }
  expect(await tab.evaluate(() => window.crossOriginIsolated)).toBe(true)
  await scenario.untilStatus('error')
  const [error] = await recorded('onError')
  expect(error?.payload).toMatchObject({
    code: 'widget_unreachable',
    message: expect.stringContaining('Cross-Origin-Embedder-Policy'),
  })
})
