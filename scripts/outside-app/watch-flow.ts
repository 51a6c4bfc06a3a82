import type { Browser, Frame, Page } from 'puppeteer-core'
import type { Tally } from '../steps.ts'
import type { BackEnd } from './back-end.ts'
import { type ColorScheme, faultsOf, type Look, readLook } from './look.ts'
import type { Build } from './outside-app.ts'

/** A build, and the settings that decide its colors. */
export interface Variant {
  readonly build: Build
  readonly styleVariant: 'dark' | undefined
  /** The system's colors, one after the other. A single one is what the browser was started with. */
  readonly systems: readonly ColorScheme[]
}

const WAIT_LIMIT = 15_000

/**
 * Opens the flow, lets its session die, sees it come back at the same step, and lets it end in two
 * errors. Each look of what the person sees meanwhile counts, in each of the system's colors, and so
 * does that the flow came back without an uncaught error.
 */
export async function watchFlow(
  browser: Browser,
  backEnd: BackEnd,
  variant: Variant,
): Promise<Tally> {
  const { build, styleVariant, systems } = variant
  const tally: Tally = { passed: 0, failed: 0 }
  const context = await browser.createBrowserContext()
  try {
    const page = await context.newPage()
    await page.setViewport({ width: 1280, height: 800 })
    page.setDefaultTimeout(WAIT_LIMIT)
    const uncaught: string[] = []
    page.on('pageerror', (error) => uncaught.push(String(error)))
    const url = new URL(backEnd.url)
    if (styleVariant !== undefined) url.searchParams.set('styleVariant', styleVariant)
    await page.goto(url.href)

    let answer = backEnd.hold()
    await page.click('#verify')
    await lookAt(page, 'loading', ['spinner'])
    answer()
    await page.waitForSelector('[data-state=open]')
    await agree(await widgetOf(page))

    answer = backEnd.hold()
    backEnd.persona.simulate.killSession({ inquiryId: backEnd.inquiryId })
    await lookAt(page, 'recovering', ['spinner'])
    answer()
    await page.waitForSelector('[data-state=open]')
    await (await widgetOf(page)).waitForSelector('[data-step=details]')

    backEnd.isSignedIn = false
    backEnd.persona.simulate.killSession({ inquiryId: backEnd.inquiryId })
    await lookAt(page, 'signed_out', ['mark', 'primary button'])

    backEnd.isSignedIn = true
    const limit = { failure: 'status', status: 429, retryAfter: 3600 } as const
    backEnd.persona.simulate.failApi(limit)
    await page.click('[data-emphasis=strong]')
    await lookAt(page, 'rate_limited', ['mark', 'primary button'])
    count('to the end, with every error caught', uncaught)
  } catch (error) {
    count('to the end', [String(error)])
  } finally {
    await context.close()
  }
  return tally

  async function lookAt(
    page: Page,
    screen: 'loading' | 'recovering' | 'signed_out' | 'rate_limited',
    shapes: readonly (keyof Look['shapes'])[],
  ): Promise<void> {
    await page.waitForSelector(`[data-state=${screen}], [data-code=${screen}]`)
    // The text of a live region comes a frame later.
    await page.waitForFunction(
      () =>
        document.querySelector('.resumable-inquiry-content :is(h2, [role=status])')?.textContent,
    )
    for (const system of systems) {
      if (systems.length > 1) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: system }])
      }
      const faults = faultsOf(await page.evaluate(readLook), {
        colorScheme: styleVariant ?? 'light',
        shapes: build.hasStyles ? shapes : shapes.filter((shape) => shape === 'primary button'),
        shapeContrast: build.hasStyles ? 3 : 1,
      })
      count(`${screen}, the system ${system}`, faults)
    }
  }

  function count(what: string, faults: readonly string[]): void {
    if (faults.length === 0) tally.passed += 1
    else {
      tally.failed += 1
      console.error(`${build.name}, styleVariant ${styleVariant}, ${what}: ${faults.join('; ')}`)
    }
  }
}

async function widgetOf(page: Page): Promise<Frame> {
  const iframe = await page.waitForSelector('iframe.persona-widget__iframe')
  const frame = await iframe?.contentFrame()
  if (!frame) throw new Error('There is no widget in the page.')
  return frame
}

async function agree(widget: Frame): Promise<void> {
  await widget.waitForSelector('[data-step=consent]')
  await widget.locator('button::-p-text(Continue)').click()
  await widget.waitForSelector('[data-step=details]')
}
