import type { Server } from 'node:http'
import {
  createServer as createSocketServer,
  type Server as SocketServer,
  type Socket,
} from 'node:net'

/** A server that is listening. */
export interface Listening {
  readonly port: number
  close(): Promise<void>
}

const maxAttempts = 50

/**
 * Listens on both loopback addresses: `localhost` may mean either, and another program may listen on
 * the other one.
 *
 * @param port if it is taken, the next free one is used; 0 uses any
 */
export async function listen(server: Server, port: number): Promise<Listening> {
  const sockets = trackSockets(server)
  const last = port === 0 ? 0 : Math.min(port + maxAttempts - 1, 65_535)
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    try {
      return await listenOnBoth(server, sockets, Math.min(port + attempt, last))
    } catch (error) {
      if (!isAddressInUse(error)) throw error
    }
  }
  throw new Error(`The ports ${port} to ${last} are taken. Set PORT to a free one.`)
}

/** Whether the error, or a cause of it, is that the address is in use. */
export function isAddressInUse(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === 'EADDRINUSE') || isAddressInUse(error.cause)
}

async function listenOnBoth(
  server: Server,
  sockets: ReadonlySet<Socket>,
  wantedPort: number,
): Promise<Listening> {
  const port = await listenOn(server, wantedPort, '127.0.0.1')
  const second = createSocketServer({ allowHalfOpen: true }, (socket) => {
    server.emit('connection', socket)
  })
  const close = async () => {
    const closed = Promise.all([closeServer(server), closeServer(second)])
    // An open page keeps connections alive, and `close` does not end upgraded ones.
    for (const socket of sockets) socket.destroy()
    await closed
  }
  try {
    await listenOn(second, port, '::1')
  } catch (error) {
    if (isAddressInUse(error)) {
      await close()
      throw error
    }
    // This machine has no IPv6, so `localhost` has one address.
  }
  return { port, close }
}

function listenOn(server: SocketServer, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => {
      server.off('error', reject)
      const bound = server.address()
      if (typeof bound === 'object' && bound !== null) resolve(bound.port)
      else reject(new Error('The server listens, but at no port.'))
    })
  })
}

function closeServer(server: SocketServer): Promise<void> {
  return new Promise((resolve) => {
    // Ignores the error for a server that is not listening.
    server.close(() => resolve())
  })
}

function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}
