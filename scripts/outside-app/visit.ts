import { type Browser, type Frame, launch, type LaunchOptions, type Page } from 'puppeteer-core'
import type { Tally } from '../steps.ts'
import type { EmulatedInquiry } from './back-end.ts'

/** A page that a person has opened in a browser of their own, signed in as Ada. */
export interface Visit {
  readonly page: Page
  /** Warnings and errors in the page's console, and uncaught errors. Failed requests do not count. */
  readonly noise: readonly string[]
  /** Holds the page's requests to its back end until the returned function is called. */
  hold(): () => void
  signIn(): Promise<void>
  signOut(): Promise<void>
  close(): Promise<void>
}

const WAIT_LIMIT = 15_000

/** Opens a page. */
export async function visit(browser: Browser, url: URL): Promise<Visit> {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  await page.setViewport({ width: 1280, height: 800 })
  page.setDefaultTimeout(WAIT_LIMIT)

  const noise: string[] = []
  page.on('pageerror', (error) => noise.push(String(error)))
  page.on('console', (message) => {
    const isLoud = message.type() === 'error' || message.type() === 'warn'
    const text = message.text()
    if (isLoud && !text.startsWith('Failed to load resource')) noise.push(text)
  })

  let held: Promise<void> | undefined
  await page.setRequestInterception(true)
  page.on('request', (request) => {
    const answer = async () => {
      if (request.url().includes('/api/inquiries')) await held
      await request.continue()
    }
    answer().catch((error: unknown) => noise.push(String(error)))
  })

  const cookie = { name: 'user', value: 'ada', domain: url.hostname, path: '/' }
  const signIn = () => context.setCookie(cookie)
  await signIn()
  await page.goto(url.href)
  return {
    page,
    noise,
    hold() {
      let release = () => {}
      held = new Promise((resolve) => {
        release = resolve
      })
      return release
    },
    signIn,
    signOut: () => context.deleteMatchingCookies(cookie),
    close: () => context.close(),
  }
}

async function widgetOf(page: Page): Promise<Frame> {
  const iframe = await page.waitForSelector('iframe.persona-widget__iframe')
  const frame = await iframe?.contentFrame()
  if (!frame) throw new Error('There is no widget in the page.')
  return frame
}

/** Waits until the widget is open, and submits its first step. */
export async function agree(page: Page): Promise<void> {
  await page.waitForSelector('[data-state=open]')
  const widget = await widgetOf(page)
  await widget.waitForSelector('[data-step=consent]')
  await widget.locator('button::-p-text(Continue)').click()
  await widget.waitForSelector('[data-step=details]')
}

/**
 * Kills the session of an open flow, and waits until the flow is at the same step again.
 *
 * @param whileRecovering runs once the session has ended, while the back end does not respond
 */
export async function recover(
  { page, hold }: Visit,
  { persona, inquiryId }: EmulatedInquiry,
  whileRecovering: () => Promise<unknown>,
): Promise<void> {
  const answer = hold()
  persona.simulate.killSession({ inquiryId })
  await whileRecovering()
  answer()
  await page.waitForSelector('[data-state=open]')
  await (await widgetOf(page)).waitForSelector('[data-step=details]')
}

/** Runs a check on each item in one browser, and returns the sum. */
export async function inBrowser<Item>(
  options: LaunchOptions,
  items: readonly Item[],
  checkOn: (browser: Browser, item: Item) => Promise<Tally>,
): Promise<Tally> {
  const sum: Tally = { passed: 0, failed: 0 }
  const browser = await launch(options)
  try {
    for (const item of items) {
      const { passed, failed } = await checkOn(browser, item)
      sum.passed += passed
      sum.failed += failed
    }
  } finally {
    await browser.close()
  }
  return sum
}
