import { createServer, type Server } from 'node:http'
import { isIPv6 } from 'node:net'
import { isRecord } from '../is-record.ts'

/** Servers that listen on one port. */
export interface Listening {
  readonly port: number
  readonly servers: readonly Server[]
}

const attempts = 10

/**
 * Listens on the given host; by default on both loopback addresses, since `localhost` may mean either.
 *
 * @throws Error when the port is taken, or the host is not one of this machine
 */
export async function listen(port = 0, host = 'localhost'): Promise<Listening> {
  // Node would use a name as a socket file, and an empty host as every address.
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`port cannot be ${String(port)}: give a whole number from 0 to 65535.`)
  }
  if (host === '') throw new Error('host must not be empty; leave it out for localhost.')
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await (host === 'localhost' ? listenOnBoth(port) : listenOnOne(port, host))
    } catch (error) {
      if (hasCode(error, 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN')) {
        throw new Error(`${host} is no address of this machine.`, { cause: error })
      }
      if (hasCode(error, 'EACCES')) {
        throw new Error(`Port ${port} is not open to this user. Give another, such as 4010.`, {
          cause: error,
        })
      }
      if (!isTaken(error)) throw error
      if (port !== 0 || attempt === attempts) {
        throw new Error(`Port ${port} is taken. Stop what listens there, or give another port.`, {
          cause: error,
        })
      }
    }
  }
}

/** Returns the origin under which this machine reaches a host and port. */
export function originOf(host: string | undefined, port: number): string {
  if (host === undefined || isLoopback(host) || isEveryAddress(host)) {
    return `http://localhost:${port}`
  }
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`
}

/** Whether only this machine can reach a host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

async function listenOnOne(port: number, host: string): Promise<Listening> {
  const server = createServer()
  await listenOnAddress(server, port, host)
  return { port: portOf(server), servers: [server] }
}

async function listenOnBoth(wantedPort: number): Promise<Listening> {
  const ipv4 = createServer()
  await listenOnAddress(ipv4, wantedPort, '127.0.0.1')
  const port = portOf(ipv4)
  const ipv6 = createServer()
  try {
    await listenOnAddress(ipv6, port, '::1')
    return { port, servers: [ipv4, ipv6] }
  } catch (error) {
    if (!isTaken(error)) return { port, servers: [ipv4] }
    ipv4.close()
    throw error
  }
}

function listenOnAddress(server: Server, port: number, host: string): Promise<void> {
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
  return hasCode(error, 'EADDRINUSE')
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return isRecord(error) && codes.includes(String(error['code']))
}
