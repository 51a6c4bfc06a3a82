import { type Browser, chromium as playwright, type Page } from 'playwright'
import { afterAll, inject, onTestFinished } from 'vitest'
import { launchOptions } from './start-chromium.ts'

/** A browser. Its tabs are closed when the test that opened them is over. */
export interface Chromium {
  openPage(): Promise<Page>
  /** Opens a tab that shares no storage and no cache with the others, as on another device. */
  openPageElsewhere(): Promise<Page>
}

/** The Chromium of the run. */
export const chromium: Chromium = await toChromium(await playwright.connect(inject('chromium')))

/** Starts a Chromium with a fake camera, and closes it after the last test of the file. */
export async function useChromiumWithCamera(): Promise<Chromium> {
  const browser = await playwright.launch(
    launchOptions('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'),
  )
  afterAll(() => browser.close())
  return toChromium(browser)
}

/**
 * All tests share one browser context, since a new one costs as much CPU as a test. Pages of
 * different ports share no storage, and each tab has its own `sessionStorage`.
 */
async function toChromium(browser: Browser): Promise<Chromium> {
  const newContext = async () => {
    // Playwright waits for an animation to end before it clicks.
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    context.setDefaultTimeout(60_000)
    return context
  }
  const shared = await newContext()
  // Chromium closes a window with its last tab, and a new window is slow.
  await shared.newPage()
  return {
    async openPage() {
      const page = await shared.newPage()
      onTestFinished(() => page.close())
      return page
    },
    async openPageElsewhere() {
      const context = await newContext()
      onTestFinished(() => context.close())
      return context.newPage()
    },
  }
}
