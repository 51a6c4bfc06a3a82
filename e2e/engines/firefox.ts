import { launch, type Frame as Document, type Page } from 'puppeteer-core'
import { type Browser, defaultSize, type Frame, type Tab } from './engine.ts'
import { eventually } from '../until.ts'

/** Starts Firefox, which is driven over WebDriver BiDi. */
export async function launchFirefox(executablePath: string): Promise<Browser> {
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    defaultViewport: defaultSize,
  })
  return {
    async newContext() {
      const context = await browser.createBrowserContext()
      return {
        newTab: async () => firefoxTab(await context.newPage()),
        close: () => context.close(),
      }
    },
    close: () => browser.close(),
  }
}

function firefoxTab(page: Page): Tab {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (/^(error|warn)$/.test(message.type())) errors.push(message.text())
  })
  return {
    ...firefoxFrame(() => Promise.resolve(page.mainFrame())),
    async goto(url) {
      await page.goto(url)
    },
    async reload() {
      await page.reload()
    },
    setViewportSize: (size) => page.setViewport(size),
    frame: (selector) =>
      firefoxFrame(async () => {
        const iframe = await page.$(selector)
        const frame = await iframe?.contentFrame()
        if (!frame) throw new Error(`No iframe matches ${selector}.`)
        return frame
      }),
    errors: () => Promise.resolve(errors),
  }
}

function firefoxFrame(find: () => Promise<Document>): Frame {
  return {
    click: (name) =>
      eventually(async () => {
        const document = await find()
        const button = await document.$(`::-p-aria([name="${name}"][role="button"])`)
        if (!button) throw new Error(`No button is called ${name}.`)
        await button.asLocator().setTimeout(1_000).click()
      }),
    fill: (label, value) =>
      eventually(async () => {
        const document = await find()
        // Firefox gives a label and its field the same name.
        for (const found of await document.$$(`::-p-aria(${label})`)) {
          const field = await found.toElement('input').catch(() => undefined)
          if (field) return await field.asLocator().setTimeout(1_000).fill(value)
        }
        throw new Error(`No field is called ${label}.`)
      }),
    evaluate: async (run: never, argument?: never) => await (await find()).evaluate(run, argument),
  }
}
