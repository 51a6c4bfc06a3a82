import type { Scriptable } from './engines/engine.ts'

/** Lets the page believe that it is hidden, or to be seen again. */
export async function setVisibility(page: Scriptable, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((visibility) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: visibility })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)
}
