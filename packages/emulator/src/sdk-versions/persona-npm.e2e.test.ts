import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { cameBack, comeBackByHand } from '../testing/come-back.ts'
import { modulePage, scriptPage } from '../testing/host-files.ts'
import { launchChromium } from '../testing/host-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

// SDK 5.0 knows no other address on this machine than http://localhost:3000.
test('SDK 5.0 completes a flow after a recovery by hand, on port 3000', async () => {
  const story = await comeBackByHand(browser, {
    files: scriptPage('persona-5.0'),
    emulator: { port: 3000 },
    host: () => ({ host: 'development' }),
  })
  expect(story).toEqual(cameBack)
})

test('SDK 5.5 completes a flow after a recovery by hand, by its option `host`', async () => {
  const story = await comeBackByHand(browser, {
    files: scriptPage('persona-5.5'),
    host: ({ customHost }) => ({ host: customHost }),
  })
  expect(story).toEqual(cameBack)
})

test('SDK 5.9 completes a flow after a recovery by hand, by its option `customHost`', async () => {
  const story = await comeBackByHand(browser, {
    files: modulePage(),
    host: ({ customHost }) => ({ customHost }),
  })
  expect(story).toEqual(cameBack)
})
