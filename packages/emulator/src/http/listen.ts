import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { isRecord } from '../is-record.ts'

/** Servers that listen on both loopback addresses, since `localhost` may mean either. */
export interface LoopbackServers {
  readonly port: number
  readonly servers: readonly Server[]
}

const attempts = 10

/** @throws Error when the port is taken */
export async function listenOnLoopback(port: number): Promise<LoopbackServers> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await listenOnBoth(port)
    } catch (error) {
      if (!isTaken(error)) throw error
      if (port !== 0 || attempt === attempts) {
        throw new Error(`Port ${port} is taken. Stop what listens there, or give another port.`, {
          cause: error,
        })
      }
    }
  }
}

async function listenOnBoth(wantedPort: number): Promise<LoopbackServers> {
  const ipv4 = createServer()
  await listen(ipv4, wantedPort, '127.0.0.1')
  const port = portOf(ipv4)
  const ipv6 = createServer()
  try {
    await listen(ipv6, port, '::1')
    return { port, servers: [ipv4, ipv6] }
  } catch (error) {
    if (!isTaken(error)) return { port, servers: [ipv4] }
    ipv4.close()
    throw error
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}

function isTaken(error: unknown): boolean {
  return isRecord(error) && error['code'] === 'EADDRINUSE'
}
