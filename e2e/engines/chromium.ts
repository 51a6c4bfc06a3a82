import {
  chromium,
  type Frame as Document,
  type FrameLocator,
  type LaunchOptions,
  type Page,
} from '@playwright/test'
import { WAIT_LIMIT } from '../until.ts'
import { type Browser, defaultSize, type Frame, type Run, type Tab } from './engine.ts'

/** Starts Chromium. */
export async function launchChromium(options: LaunchOptions): Promise<Browser> {
  const browser = await chromium.launch(options)
  return {
    async newContext() {
      const context = await browser.newContext({ viewport: defaultSize })
      context.setDefaultTimeout(WAIT_LIMIT)
      return {
        newTab: async () => chromiumTab(await context.newPage()),
        close: () => context.close(),
      }
    },
    close: () => browser.close(),
  }
}

/** Adapts a page of Playwright to a tab. */
export function chromiumTab(page: Page): Tab {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (/^(error|warning)$/.test(message.type())) errors.push(message.text())
  })
  return {
    ...actions(page, page),
    evaluate: (run: Run, argument?: unknown) => page.evaluate(run, argument),
    async goto(url) {
      await page.goto(url)
    },
    async reload() {
      await page.reload()
    },
    setViewportSize: (size) => page.setViewportSize(size),
    frame: (selector) => chromiumFrame(page.frameLocator(selector)),
    errors: () => Promise.resolve(errors),
  }
}

/** Adapts a frame locator of Playwright to a frame. */
export function chromiumFrame(locator: FrameLocator): Frame {
  let frame: Document | undefined
  return {
    ...actions(locator, locator.owner().page()),
    async evaluate(run: Run, argument?: unknown) {
      if (frame === undefined || frame.isDetached()) {
        const iframe = await locator.owner().elementHandle()
        frame = (await iframe?.contentFrame()) ?? undefined
        if (frame === undefined) throw new Error('The iframe has no document.')
      }
      return await frame.evaluate(run, argument)
    },
  }
}

function actions(document: Page | FrameLocator, { keyboard }: Page): Omit<Frame, 'evaluate'> {
  return {
    pressTab: () => keyboard.press('Tab'),
    type: (text) => keyboard.type(text),
    click: (name) => document.getByRole('button', { name, exact: true }).click(),
    fill: (label, value) => document.getByLabel(label, { exact: true }).fill(value),
  }
}
