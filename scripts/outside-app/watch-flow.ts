import type { Browser } from 'puppeteer-core'
import type { Tally } from '../steps.ts'
import { addressOf, type BackEnd } from './back-end.ts'
import { type ColorScheme, faultsOf, type Look, readLook } from './look.ts'
import { agree, recover, visit } from './visit.ts'

/** A page of a build, and the settings that decide its colors. */
export interface Variant {
  readonly name: string
  /** The page's path. */
  readonly path: string
  /** Whether the page imports `@resumable-inquiry/react/styles.css`. */
  readonly hasStyles: boolean
  readonly styleVariant: 'dark' | undefined
  /** The system's color schemes to test. A single one is that of the browser's start. */
  readonly systems: readonly ColorScheme[]
}

/**
 * Opens the flow, kills its session, waits until it is at the same step again, and makes it fail
 * with two errors. Checks each look on the way, in each of the system's color schemes, and that the
 * page's console stays empty.
 */
export async function watchFlow(
  browser: Browser,
  backEnd: BackEnd,
  variant: Variant,
): Promise<Tally> {
  const { name, path, hasStyles, styleVariant, systems } = variant
  const tally: Tally = { passed: 0, failed: 0 }
  const { persona, inquiryId } = backEnd
  const visited = await visit(browser, addressOf(backEnd, path, styleVariant))
  const { page, noise } = visited
  try {
    const answer = visited.hold()
    await page.locator('#verify').click()
    await lookAt('loading', ['spinner'])
    answer()
    await agree(page)
    await recover(visited, backEnd, () => lookAt('recovering', ['spinner']))

    await visited.signOut()
    persona.simulate.killSession({ inquiryId })
    await lookAt('signed_out', ['icon', 'primary button'])

    await visited.signIn()
    persona.simulate.failApi({ failure: 'status', status: 429, retryAfter: 3600 })
    await page.click('[data-emphasis=strong]')
    await lookAt('rate_limited', ['icon', 'primary button'])
    count('to the end, with nothing in the console', noise)
  } catch (error) {
    count('to the end', [String(error), ...noise])
  } finally {
    await visited.close()
  }
  return tally

  async function lookAt(
    screen: 'loading' | 'recovering' | 'signed_out' | 'rate_limited',
    shapes: readonly (keyof Look['shapes'])[],
  ): Promise<void> {
    await page.waitForSelector(`[data-state=${screen}], [data-code=${screen}]`)
    // The text of a live region is set a frame later.
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
        shapes: hasStyles ? shapes : shapes.filter((shape) => shape === 'primary button'),
        shapeContrast: hasStyles ? 3 : 1,
      })
      count(`${screen}, the system ${system}`, faults)
    }
  }

  function count(what: string, faults: readonly string[]): void {
    if (faults.length === 0) tally.passed += 1
    else {
      tally.failed += 1
      console.error(`${name}, styleVariant ${styleVariant}, ${what}: ${faults.join('; ')}`)
    }
  }
}
