import type { Scriptable } from './engines/engine.ts'

/** Makes the page appear hidden, or visible again. */
export async function setVisibility(page: Scriptable, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((visibility) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: visibility })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)
}
