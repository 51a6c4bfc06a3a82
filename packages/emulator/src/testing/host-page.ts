import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { chromium } from 'playwright'
import type { Browser, FrameLocator, Page } from 'playwright'
import { onTestFinished } from 'vitest'

/** One call of an SDK callback. */
export type Callback = readonly [name: string, payload?: unknown]

/** A page with the unmodified SDK on it. */
export interface HostPage {
  readonly page: Page
  /** The widget inside the SDK's frame. */
  readonly widget: FrameLocator
  /** The callbacks so far, oldest first. */
  readonly callbacks: Callback[]
  /** What went wrong in the page or the frame and nobody caught. */
  readonly uncaught: Error[]
  /** What the page or the frame has logged as an error. */
  readonly logged: string[]
  open(options: Record<string, unknown>): Promise<void>
  /** Calls the SDK's `cancel`. */
  cancel(force: boolean): Promise<void>
  destroy(): Promise<void>
}

const html = `<!doctype html>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Host</title>
<script type="module">
  import { Client } from '/persona.mjs'
  window.openFlow = (options) => {
    window.client = new Client({
      ...options,
      eventsAllowlist: 'all',
      onLoad: () => record(['load']),
      onReady: () => { record(['ready']); client.open() },
      onComplete: (result) => record(['complete', result]),
      onCancel: (result) => record(['cancel', result]),
      onError: (error) => record(['error', error]),
      onEvent: (name, metadata) => record(['event:' + name, metadata]),
    })
  }
</script>`

export function launchChromium(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', ...args],
  })
}

/** A host page of the test's own, closed when the test is over. */
export async function openHostPage(browser: Browser): Promise<HostPage> {
  const origin = await serveHostPage()
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

async function serveHostPage(): Promise<string> {
  const sdk = await readFile(new URL(import.meta.resolve('persona')), 'utf8')
  const server = createServer((request, response) => {
    const isSdk = request.url === '/persona.mjs'
    response.setHeader('Content-Type', isSdk ? 'text/javascript' : 'text/html')
    response.end(isSdk ? sdk : html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return `http://localhost:${address.port}/`
}
