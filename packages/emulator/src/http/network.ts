import type { RequestListener, Server } from 'node:http'
import type { Socket } from 'node:net'

/** The emulator's connections, but for those to `/_emulator`. */
export interface Network {
  readonly isCut: boolean
  cut(): void
  restore(): void
  /** Calls the listener at each cut, to reset the open connections. */
  onCut(listener: () => void): void
}

export function createNetwork(): Network {
  const listeners: (() => void)[] = []
  let isCut = false
  return {
    get isCut() {
      return isCut
    },
    cut() {
      isCut = true
      for (const listener of listeners) listener()
    },
    restore() {
      isCut = false
    },
    onCut(listener) {
      listeners.push(listener)
    },
  }
}

/** Serves requests while the network is not cut, and requests to `/_emulator` always. */
export function serve(
  servers: readonly Server[],
  network: Network,
  listener: RequestListener,
): void {
  const isControlBySocket = new Map<Socket, boolean>()

  for (const server of servers) {
    server.on('connection', (socket) => {
      isControlBySocket.set(socket, false)
      socket.once('close', () => isControlBySocket.delete(socket))
    })
    server.on('request', (request, response) => {
      const isControl = request.url?.startsWith('/_emulator') === true
      isControlBySocket.set(request.socket, isControl)
      if (network.isCut && !isControl) request.socket.resetAndDestroy()
      else listener(request, response)
    })
  }

  network.onCut(() => {
    for (const [socket, isControl] of isControlBySocket) {
      if (!isControl) socket.resetAndDestroy()
    }
  })
}
