import type { Server } from 'node:http'

/**
 * Makes a server listen on the loopback interface.
 *
 * @param port the next free one is taken when this one is not; 0 takes any
 * @returns the port that was taken
 */
export async function listen(server: Server, port: number): Promise<number> {
  const last = port === 0 ? 0 : port + 50
  for (let candidate = port; candidate <= last; candidate++) {
    try {
      return await listenOn(server, candidate)
    } catch (error) {
      if (!isAddressInUse(error)) throw error
    }
  }
  throw new Error(`Every port from ${port} to ${last} is taken. Set PORT to a free one.`)
}

/** Tells whether somebody else listens there. */
export function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      if (typeof address === 'object' && address !== null) resolve(address.port)
      else reject(new Error('The server listens, but at no port.'))
    })
  })
}
