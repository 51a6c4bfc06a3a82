import type { Socket } from 'node:net'

/** The way back to whoever sent a request: a socket, or a call in the same process. */
export interface Connection {
  /** Breaks it off, whether something was answered or not. */
  reset(): void
  /** Settles when the other side has given up. */
  closed(): Promise<void>
}

export function overSocket(socket: Socket): Connection {
  return {
    reset() {
      socket.resetAndDestroy()
    },
    closed() {
      return new Promise((resolve) => {
        if (socket.destroyed) resolve()
        else socket.once('close', () => resolve())
      })
    },
  }
}
