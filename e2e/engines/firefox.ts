import { ElementHandle, launch, type Frame as Document, type Page } from 'puppeteer-core'
import { type Browser, defaultSize, type Frame, type Run, type Tab } from './engine.ts'
import { findButton, findField, setDate } from './controls.ts'
import { eventually } from '../until.ts'

/** Starts Firefox, controlled over WebDriver BiDi. */
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
    ...firefoxFrame(page, () => Promise.resolve(page.mainFrame())),
    async goto(url) {
      await page.goto(url)
    },
    async reload() {
      await page.reload()
    },
    setViewportSize: (size) => page.setViewport(size),
    frame(selector) {
      let frame: Document | undefined
      return firefoxFrame(page, async () => {
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

function firefoxFrame({ keyboard }: Page, find: () => Promise<Document>): Frame {
  const found = async (
    findControl: (name: string) => HTMLElement | undefined,
    name: string,
  ): Promise<ElementHandle<HTMLElement>> => {
    const document = await find()
    const control = await document.evaluateHandle(findControl, name)
    if (control instanceof ElementHandle) return control
    throw new Error(`Nothing is called ${name}.`)
  }
  return {
    pressTab: () => keyboard.press('Tab'),
    type: (text) => keyboard.type(text),
    click: (name) =>
      eventually(async () => {
        const button = await found(findButton, name)
        await button.click()
      }),
    fill: (label, value) =>
      eventually(async () => {
        const control = await found(findField, label)
        const field = await control.toElement('input')
        if (await field.evaluate(({ type }) => type === 'date')) {
          await field.evaluate(setDate, value)
        } else {
          await field.evaluate((input) => input.select())
          await field.type(value)
        }
      }),
    async evaluate(run: Run, argument?: unknown) {
      const document = await find()
      return await document.evaluate(run, argument)
    },
  }
}
