import type { Recorded } from './config.ts'

declare global {
  interface Window {
    /** The calls of all callbacks, oldest first. */
    recorded: Recorded[]
    /** Messages that the host's own listeners have received. */
    received: Record<string, unknown[]>
    /** Uncaught errors. */
    uncaught: string[]
    /** Errors and warnings in the console. */
    consoleErrors: string[]
    /** The number of iframes that were added to the page. */
    iframesCreated: number
    /** Imports the SDK, to show its own behavior. */
    importSdk: () => Promise<typeof import('persona')>
  }
}

window.recorded = []
window.received = {}
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

/** Records a call of a callback. */
export function record(name: string, payload?: unknown): void {
  window.recorded.push({ name, payload: JSON.parse(JSON.stringify(payload ?? null)) })
}

/** Records messages as a listener of the host. */
export function countMessages(name: string): void {
  window.received[name] = []
  window.addEventListener('message', ({ data }) => window.received[name]?.push(data))
}
