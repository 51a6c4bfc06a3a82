import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { cameBack, comeBackByHand } from '../testing/come-back.ts'
import { launchChromium } from '../testing/host-page.ts'
import { reactPage } from '../testing/react-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

test('persona-react completes a flow after a recovery by hand, by its property `host`', async () => {
  const story = await comeBackByHand(browser, {
    files: reactPage(),
    host: ({ customHost }) => ({ host: customHost }),
  })
  expect(story).toEqual(cameBack)
})
