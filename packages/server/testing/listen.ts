import type { Server } from 'node:net'

/** Starts a server on a free loopback port; resolves to the port. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return getPort(server)
}

/** Returns the port that a server listens on. */
export function getPort(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('There is no port.')
  return address.port
}
