import type { Recorded } from './config.ts'

declare global {
  interface Window {
    /** Every callback's calls. */
    recorded: Recorded[]
    /** Messages that the host's own listeners have heard. */
    heard: Record<string, unknown[]>
    /** Errors that were not caught. */
    uncaught: string[]
    /** Errors and warnings that were written to the console. */
    consoleErrors: string[]
    /** How many iframes have come into the page. */
    iframesCreated: number
    /** The bare SDK, to show what it does by itself. */
    importSdk: () => Promise<typeof import('persona')>
  }
}

window.recorded = []
window.heard = {}
window.uncaught = []
window.consoleErrors = []
window.iframesCreated = 0
window.importSdk = () => import('persona')
window.addEventListener('error', ({ message }) => window.uncaught.push(message))
window.addEventListener('unhandledrejection', ({ reason }) => window.uncaught.push(String(reason)))

for (const level of ['error', 'warn'] as const) {
  const write = console[level]
  console[level] = (...values: unknown[]) => {
    window.consoleErrors.push(values.map(String).join(' '))
    write(...values)
  }
}

new MutationObserver((records) => {
  for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
    if (!(node instanceof Element)) continue
    const inside = node.querySelectorAll('iframe').length
    window.iframesCreated += node.matches('iframe') ? inside + 1 : inside
  }
}).observe(document, { childList: true, subtree: true })

/** Keeps what a callback was called with. */
export function record(name: string, payload?: unknown): void {
  window.recorded.push({ name, payload: JSON.parse(JSON.stringify(payload ?? null)) })
}

/** Listens to messages as a host does for its own. */
export function countMessages(name: string): void {
  window.heard[name] = []
  window.addEventListener('message', ({ data }) => window.heard[name]?.push(data))
}
