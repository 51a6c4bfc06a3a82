import type { FrameLocator, Page } from 'playwright'
import { type Chromium, chromium as sharedChromium } from './chromium.ts'
import { type HostFiles, modulePage } from './host-files.ts'
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

/** Opens a host page, and closes it after the test. */
export async function openHostPage({
  files = modulePage(),
  chromium = sharedChromium,
}: {
  files?: HostFiles | Promise<HostFiles>
  chromium?: Chromium | undefined
} = {}): Promise<HostPage> {
  const origin = await serveFiles(await files)
  const page = await chromium.openPage()
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
