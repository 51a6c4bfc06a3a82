import type { Connection } from './environment.ts'
import type { Network } from './network.ts'

/** Handles a request with a connection. */
export type Handle = (
  request: Request,
  environment: { connection: Connection },
) => Response | Promise<Response>

/** Calls the emulator in the same process without a socket. */
export interface InProcess {
  /**
   * Rejects a reset like the global `fetch`: with a TypeError, or with the reason of the request's
   * signal.
   */
  readonly fetch: typeof fetch
  /** Resets every call, and refuses all later ones. */
  close(): void
}

export function createInProcess(handle: Handle, network: Network): InProcess {
  const resets = new Set<() => void>()
  let isClosed = false

  const ask: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const { signal } = request
    signal.throwIfAborted()
    const isControl = new URL(request.url).pathname.startsWith('/_emulator')
    if (isClosed || (network.isCut && !isControl)) throw connectionReset()
    return new Promise((resolve, reject) => {
      const resetCall = () => reject(connectionReset())
      const closed = new Promise<void>((giveUp) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason)
          giveUp()
        })
      })
      if (!isControl) resets.add(resetCall)
      void Promise.resolve(
        handle(request, { connection: { reset: resetCall, closed: () => closed } }),
      )
        .then(resolve, reject)
        .finally(() => resets.delete(resetCall))
    })
  }
  const resetAll = () => {
    for (const resetCall of resets) resetCall()
  }
  network.onCut(resetAll)
  return {
    fetch: ask,
    close() {
      isClosed = true
      resetAll()
    },
  }
}

function connectionReset(): TypeError {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
  return new TypeError('fetch failed', { cause })
}
