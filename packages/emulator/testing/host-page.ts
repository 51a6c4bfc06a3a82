import { chromium } from 'playwright'
import type { Browser, FrameLocator, Page } from 'playwright'
import { afterAll, onTestFinished } from 'vitest'
import { modulePage } from './host-files.ts'
import type { HostFiles } from './host-files.ts'
import { serveFiles } from './serve-files.ts'

/** One call of an SDK callback. */
export type Callback = readonly [name: string, payload?: unknown]

/** A page with the unmodified SDK on it. */
export interface HostPage {
  readonly page: Page
  /** The widget inside the SDK's frame. */
  readonly widget: FrameLocator
  /** The callbacks so far, oldest first. */
  readonly callbacks: Callback[]
  /** The uncaught errors of the page and the frame. */
  readonly uncaught: Error[]
  /** The logged errors of the page and the frame. */
  readonly logged: string[]
  open(options: Record<string, unknown>): Promise<void>
  /** Calls the SDK's `cancel`. */
  cancel(force: boolean): Promise<void>
  destroy(): Promise<void>
}

/** Starts a Chromium for the tests of a file, and closes it after the last. */
export async function useChromium(args: readonly string[] = []): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', ...args],
  })
  afterAll(() => browser.close())
  return browser
}

/** Opens a host page, and closes it after the test. */
export async function openHostPage(
  browser: Browser,
  files: HostFiles | Promise<HostFiles> = modulePage(),
): Promise<HostPage> {
  const origin = await serveFiles(await files)
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const callbacks: Callback[] = []
  const uncaught: Error[] = []
  page.on('pageerror', (error) => uncaught.push(error))
  const logged: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') logged.push(message.text())
  })
  await page.exposeFunction('record', (callback: Callback) => callbacks.push(callback))
  await page.goto(origin)
  await page.waitForFunction('window.openFlow')
  return {
    page,
    widget: page.frameLocator('iframe'),
    callbacks,
    uncaught,
    logged,
    open: (options) => page.evaluate(`openFlow(${JSON.stringify(options)})`),
    cancel: (force) => page.evaluate(`client.cancel(${force})`),
    destroy: () => page.evaluate('client.destroy()'),
  }
}
