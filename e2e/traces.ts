import type { Scriptable } from './engines/engine.ts'

/** What a flow may leave in a page. */
export interface Traces {
  readonly iframes: number
  /** Listeners on the window and the document, by type. */
  readonly listeners: Record<string, number>
  readonly personaStyles: number
  readonly sheets: number
  readonly overflow: string[]
  readonly bodyChildren: number
}

/** Returns what a flow has left in a page that counts its listeners. */
export async function traces(page: Scriptable): Promise<Traces> {
  return await page.evaluate(() => ({
    iframes: document.querySelectorAll('iframe').length,
    listeners: Object.fromEntries(
      [...window.listening]
        .map(([key, set]) => [key, set.size] as const)
        // Playwright adds its own listeners for pointer events; a flow adds none.
        .filter(([key, size]) => size > 0 && !/playwright|click|mouse|pointer|touch|menu/.test(key))
        .sort(([one], [other]) => one.localeCompare(other)),
    ),
    personaStyles: document.querySelectorAll('style[id^=persona]').length,
    sheets: document.adoptedStyleSheets.length,
    overflow: [document.documentElement, document.body].map(
      (element) => getComputedStyle(element).overflowY,
    ),
    bodyChildren: document.body.children.length,
  }))
}
