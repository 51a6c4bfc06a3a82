import type { Network } from '../faults/network.ts'
import type { Connection } from './connection.ts'

/** Answers a request that has a way back. */
export type Answer = (
  request: Request,
  environment: { connection: Connection },
) => Response | Promise<Response>

/** A way to ask in the same process, without a socket. */
export interface InProcess {
  /**
   * What would break a socket off rejects as the global `fetch` does: with a TypeError, or with the
   * reason of the request's signal.
   */
  readonly fetch: typeof fetch
  /** Breaks off every call, and refuses all that follow. */
  close(): void
}

export function createInProcess(answer: Answer, network: Network): InProcess {
  const breakOffs = new Set<() => void>()
  let isClosed = false

  const ask: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const { signal } = request
    signal.throwIfAborted()
    const isControl = new URL(request.url).pathname.startsWith('/_emulator')
    if (isClosed || (network.isCut && !isControl)) throw brokenOff()
    return new Promise((resolve, reject) => {
      const breakOff = () => reject(brokenOff())
      const closed = new Promise<void>((giveUp) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason)
          giveUp()
        })
      })
      if (!isControl) breakOffs.add(breakOff)
      void Promise.resolve(
        answer(request, { connection: { reset: breakOff, closed: () => closed } }),
      )
        .then(resolve, reject)
        .finally(() => breakOffs.delete(breakOff))
    })
  }
  const breakOffAll = () => {
    for (const breakOff of breakOffs) breakOff()
  }
  network.onCut(breakOffAll)
  return {
    fetch: ask,
    close() {
      isClosed = true
      breakOffAll()
    },
  }
}

function brokenOff(): TypeError {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
  return new TypeError('fetch failed', { cause })
}
