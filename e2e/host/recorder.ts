import type { Recorded } from './config.ts'

declare global {
  interface Window {
    /** Every callback's calls. */
    recorded: Recorded[]
    /** Messages that the host's own listeners have heard. */
    heard: Record<string, unknown[]>
    /** Errors that nobody caught. */
    uncaught: string[]
    /** The bare SDK, to show what it does by itself. */
    importSdk: () => Promise<typeof import('persona')>
  }
}

window.recorded = []
window.heard = {}
window.uncaught = []
window.importSdk = () => import('persona')
window.addEventListener('error', ({ message }) => window.uncaught.push(message))
window.addEventListener('unhandledrejection', ({ reason }) => window.uncaught.push(String(reason)))

/** Keeps what a callback was called with. */
export function record(name: string, payload?: unknown): void {
  window.recorded.push({ name, payload: JSON.parse(JSON.stringify(payload ?? null)) })
}

/** Listens to messages as a host does for its own. */
export function countMessages(name: string): void {
  window.heard[name] = []
  window.addEventListener('message', ({ data }) => window.heard[name]?.push(data))
}
