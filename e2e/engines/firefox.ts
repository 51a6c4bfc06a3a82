import { launch, type Frame as Document, type Page, Puppeteer } from 'puppeteer-core'
import { type Browser, defaultSize, type Frame, type Run, type Tab } from './engine.ts'
import { findButton, findField } from './find-control.ts'
import { WAIT_LIMIT } from '../until.ts'

/* oxlint-disable import/namespace -- it takes the class for a namespace */
Puppeteer.registerCustomQueryHandler('button', { queryOne: findButton })
Puppeteer.registerCustomQueryHandler('field', { queryOne: findField })
/* oxlint-enable import/namespace */

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
    frame(selector) {
      let frame: Document | undefined
      return firefoxFrame(async () => {
        if (frame === undefined || frame.detached) {
          const iframe = await page.$(selector)
          frame = (await iframe?.contentFrame()) ?? undefined
          if (frame === undefined) throw new Error(`No iframe matches ${selector}.`)
        }
        return frame
      })
    },
    errors: () => Promise.resolve(errors),
  }
}

function firefoxFrame(find: () => Promise<Document>): Frame {
  return {
    async click(name) {
      const document = await find()
      await document.locator(`::-p-button(${name})`).setTimeout(WAIT_LIMIT).click()
    },
    async fill(label, value) {
      const document = await find()
      await document.locator(`::-p-field(${label})`).setTimeout(WAIT_LIMIT).fill(value)
    },
    async evaluate(run: Run, argument?: unknown) {
      const document = await find()
      return await document.evaluate(run, argument)
    },
  }
}
