import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { PersonaEmulator } from '@resumable-inquiry/emulator'
import type { Log } from '@resumable-inquiry/server'
import { connectPersona, type PersonaAccount } from './connect-persona.ts'
import type { RedisLocation, SharedStores } from './connect-redis.ts'
import { type DatabaseLocation, openDatabase } from './database/open-database.ts'
import { createFrontEnd } from './front-end.ts'
import { listen } from './listen.ts'
import { createBackEnd, webhookPath } from './server/back-end.ts'
import { createCookieSecret, deriveCookieSecret, readCookieSecret } from './server/cookie-secret.ts'
import { createSignIn } from './server/sign-in.ts'

/** Options of the demo. */
export interface DemoOptions {
  /** If it is taken, the next free port is used; 0 uses any. @default 0 */
  port?: number
  /** Folder for the database and the cookie secret, or `memory`. @default 'memory' */
  dataDirectory?: string
  /** A PostgreSQL server for the tables. @default PGlite in the data directory */
  databaseUrl?: string | undefined
  /** Shares sessions and limits between processes. @default each process has its own */
  redis?: RedisLocation | undefined
  /**
   * Secrets from which several processes derive the same cookie secrets: a person who signs in to one
   * process is signed in to all.
   *
   * @default a secret in the data directory
   */
  sharedSecrets?: readonly [string, ...string[]] | undefined
  /** An account at Persona. @default the emulator */
  persona?: PersonaAccount | undefined
  /** If it is taken, or 0, any free port is used. @default 0 */
  emulatorPort?: number
  /** @default warnings and errors go to the console */
  log?: Log
}

/** A running demo. */
export interface Demo {
  /** The address to open. */
  readonly url: string
  /** The emulator in this process; `undefined` with an account. */
  readonly persona: PersonaEmulator | undefined
  close(): Promise<void>
}

/**
 * Starts the emulator, the back end and the pages.
 *
 * @throws when another process uses the data directory
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { port = 0, dataDirectory = 'memory', emulatorPort, log } = options
  // Closed in reverse order, after a failed start too.
  const closings: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const closing of closings.splice(0).reverse()) await closing()
  }

  try {
    const open = await openDatabase(getDatabaseLocation(options.databaseUrl, dataDirectory))
    closings.push(open.close)
    const shared = options.redis && (await connectShared(options.redis))
    if (shared) closings.push(shared.close)

    const server = createServer()
    const requests = holdRequests(server)
    // The emulator needs the address for its webhooks.
    const listening = await listen(server, port)
    closings.push(listening.close)
    const url = `http://localhost:${listening.port}`
    const persona = await connectPersona(options.persona, {
      port: emulatorPort,
      webhooks: [{ url: `${url}${webhookPath}` }],
    })
    const { emulator } = persona
    if (emulator) closings.push(() => emulator.close())

    const signIn = createSignIn(await getCookieSecrets(options.sharedSecrets, dataDirectory))
    const backEnd = createBackEnd({ database: open.database, signIn, persona, shared, log })
    const frontEnd = await createFrontEnd(server)
    closings.push(() => frontEnd.close())
    const handleApi = getRequestListener(backEnd.routes.fetch)
    requests.handleBy((request, response) => {
      if (request.url?.startsWith('/api/')) void handleApi(request, response)
      else frontEnd.middlewares(request, response)
    })
    await backEnd.loadFixture()

    return { url, persona: emulator, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Imports the Redis client only when it is used: the import is slow. */
async function connectShared(location: RedisLocation): Promise<SharedStores> {
  const { connectRedis } = await import('./connect-redis.ts')
  return await connectRedis(location)
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** Holds requests until there is a listener for them. */
function holdRequests(server: Server): { handleBy: (listener: Listener) => void } {
  const { promise, resolve } = Promise.withResolvers<Listener>()
  server.on('request', (request, response) => {
    void promise.then((listener) => listener(request, response))
  })
  return { handleBy: resolve }
}

async function getCookieSecrets(
  shared: readonly [string, ...string[]] | undefined,
  dataDirectory: string,
): Promise<[string, ...string[]]> {
  if (shared !== undefined) {
    const [first, ...others] = shared
    return [deriveCookieSecret(first), ...others.map(deriveCookieSecret)]
  }
  if (dataDirectory === 'memory') return [createCookieSecret()]
  return [await readCookieSecret(dataDirectory)]
}

function getDatabaseLocation(url: string | undefined, directory: string): DatabaseLocation {
  if (url !== undefined) return { url }
  return directory === 'memory' ? 'memory' : { folder: directory }
}
