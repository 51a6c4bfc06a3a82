import type { Socket } from 'node:net'
import type { Operation } from '../operations.ts'

/** The types of Hono's context in this package. */
export interface Environment {
  Bindings: { connection: Connection }
  Variables: {
    /** The operation of a REST call, and the inquiry in its path. */
    call: { operation: Operation; inquiryId: string | null }
    /** The inquiry that a call created or named in its body. */
    inquiryId: string
  }
}

/** The connection of a request: a socket, or a call in the same process. */
export interface Connection {
  /** Resets it, before or after a response. */
  reset(): void
  /** Resolves when the client has closed it. */
  closed(): Promise<void>
}

export function overSocket(socket: Socket): Connection {
  return {
    reset: () => socket.resetAndDestroy(),
    closed: () =>
      new Promise((resolve) => {
        if (socket.destroyed) resolve()
        else socket.once('close', () => resolve())
      }),
  }
}
