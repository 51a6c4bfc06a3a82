import type { Server } from 'node:http'
import {
  createServer as createSocketServer,
  type Server as SocketServer,
  type Socket,
} from 'node:net'

/** A server that listens. */
export interface Listening {
  readonly port: number
  close(): Promise<void>
}

const triedPorts = 50

/**
 * Makes a server listen on both loopback addresses, since `localhost` may mean either and somebody
 * else may listen on the other one.
 *
 * @param port the next free one is taken when this one is not; 0 takes any
 */
export async function listen(server: Server, port: number): Promise<Listening> {
  const sockets = openSockets(server)
  for (let tried = 0; tried < triedPorts; tried++) {
    try {
      return await listenOnBoth(server, sockets, port === 0 ? 0 : port + tried)
    } catch (error) {
      if (!isAddressInUse(error)) throw error
    }
  }
  throw new Error(`Port ${port} and the ${triedPorts} after it are taken. Set PORT to a free one.`)
}

/** Tells whether something failed because somebody else listens there. */
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
    // A page that is open holds some for good, and what was upgraded the server itself lets live.
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
    // This machine has no IPv6, so `localhost` means the one address.
  }
  return { port, close }
}

function listenOn(server: SocketServer, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => {
      server.off('error', reject)
      const taken = server.address()
      if (typeof taken === 'object' && taken !== null) resolve(taken.port)
      else reject(new Error('The server listens, but at no port.'))
    })
  })
}

function closeServer(server: SocketServer): Promise<void> {
  return new Promise((resolve) => {
    // A server that does not listen says so, and is as closed as it should be.
    server.close(() => resolve())
  })
}

function openSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}
