import type { Page } from '@playwright/test'

/** What a flow may leave in a page. */
export interface Traces {
  readonly iframes: number
  /** Listeners on the window and the document, by type. */
  readonly listeners: Record<string, number>
  readonly personaStyles: number
  readonly sheets: number
  readonly inert: number
  readonly overflow: string[]
  readonly bodyChildren: number
}

declare global {
  interface Window {
    listening: Map<string, Set<unknown>>
  }
}

/** Counts the listeners on the window and the document, from the next load of the page on. */
export async function countListeners(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.listening = new Map()
    for (const [name, target] of [
      ['window', window],
      ['document', document],
    ] as const) {
      const add = target.addEventListener.bind(target)
      const remove = target.removeEventListener.bind(target)
      const setOf = (type: string) => {
        const key = `${name} ${type}`
        const set = window.listening.get(key) ?? new Set()
        window.listening.set(key, set)
        return set
      }
      target.addEventListener = (
        type: string,
        listener: EventListenerOrEventListenerObject,
        options?: boolean | AddEventListenerOptions,
      ) => {
        setOf(type).add(listener)
        if (typeof options === 'object') {
          options.signal?.addEventListener('abort', () => setOf(type).delete(listener))
        }
        add(type, listener, options)
      }
      target.removeEventListener = (
        type: string,
        listener: EventListenerOrEventListenerObject,
        options?: boolean | EventListenerOptions,
      ) => {
        setOf(type).delete(listener)
        remove(type, listener, options)
      }
    }
  })
}

/** What there is of a flow in the page now. */
export async function traces(page: Page): Promise<Traces> {
  return await page.evaluate(() => ({
    iframes: document.querySelectorAll('iframe').length,
    listeners: Object.fromEntries(
      [...window.listening]
        .map(([key, set]) => [key, set.size] as const)
        // Playwright listens to the pointer by itself; a flow does not.
        .filter(([key, size]) => size > 0 && !/playwright|click|mouse|pointer|touch|menu/.test(key))
        .sort(([one], [other]) => one.localeCompare(other)),
    ),
    personaStyles: document.querySelectorAll('style[id^=persona]').length,
    sheets: document.adoptedStyleSheets.length,
    inert: document.querySelectorAll('[inert]').length,
    overflow: [document.documentElement, document.body].map(
      (element) => getComputedStyle(element).overflowY,
    ),
    bodyChildren: document.body.children.length,
  }))
}

/** Takes every iframe for an error that nobody caught, from the next load of the page on. */
export async function watchForFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes) {
          if (node instanceof Element && (node.matches('iframe') || node.querySelector('iframe'))) {
            window.uncaught.push('an iframe was created')
          }
        }
      }
    }).observe(document, { childList: true, subtree: true })
  })
}
