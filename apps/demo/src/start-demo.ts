import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { PersonaEmulator } from '@resumable-inquiry/emulator'
import type { Log } from '@resumable-inquiry/server'
import { connectPersona, type PersonaAccount } from './connect-persona.ts'
import type { RedisLocation, SharedMemory } from './connect-redis.ts'
import { type DatabaseLocation, openDatabase } from './database/open-database.ts'
import { createFrontEnd } from './front-end.ts'
import { listen } from './listen.ts'
import { createBackEnd, webhookPath } from './server/back-end.ts'
import { createCookieSecret, deriveCookieSecret, readCookieSecret } from './server/cookie-secret.ts'
import { createSignIn } from './server/sign-in.ts'

/** How the demo is run. */
export interface DemoOptions {
  /** 0 takes a free port; of any other, the next free one from there is taken. @default 0 */
  port?: number
  /** Where the database and the cookie secret are kept: a folder, or `memory`. @default 'memory' */
  dataDirectory?: string
  /** A PostgreSQL server that holds the tables in place of the folder. */
  databaseUrl?: string | undefined
  /** Where several processes remember sessions and count together. @default each for itself */
  redis?: RedisLocation | undefined
  /**
   * What several processes make their cookie secrets of, so that somebody who is signed in to one is
   * signed in to all.
   *
   * @default a secret that is kept in the data directory
   */
  sharedSecrets?: readonly [string, ...string[]] | undefined
  /** Real Persona. Left out, the emulator stands in for it. */
  persona?: PersonaAccount | undefined
  /** Where the emulator listens; any free port where that one is taken. @default 0 */
  emulatorPort?: number
  /** @default warnings and errors go to the console */
  log?: Log
}

/** The demo, running. */
export interface Demo {
  /** The address to open. */
  readonly url: string
  /** `undefined` where the demo runs on real Persona. */
  readonly persona: PersonaEmulator | undefined
  close(): Promise<void>
}

/**
 * Starts the emulator, the back end and the pages.
 *
 * @throws when another process has the data directory.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { port = 0, dataDirectory = 'memory', emulatorPort, log } = options
  // What was started is closed in reverse, also when a later step fails.
  const closings: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const closing of closings.splice(0).reverse()) await closing()
  }

  try {
    const open = await openDatabase(databaseLocation(options.databaseUrl, dataDirectory))
    closings.push(open.close)
    const shared = options.redis && (await share(options.redis))
    if (shared) closings.push(shared.close)

    const server = createServer()
    const answering = answerWhenReady(server)
    // The emulator must know where it sends its events.
    const listening = await listen(server, port)
    closings.push(listening.close)
    const url = `http://localhost:${listening.port}`
    const persona = await connectPersona(options.persona, {
      port: emulatorPort,
      webhooks: [{ url: `${url}${webhookPath}` }],
    })
    const { emulator } = persona
    if (emulator) closings.push(() => emulator.close())

    const signIn = createSignIn(await cookieSecrets(options.sharedSecrets, dataDirectory))
    const backEnd = createBackEnd({ database: open.database, signIn, persona, shared, log })
    const frontEnd = await createFrontEnd(server)
    closings.push(() => frontEnd.close())
    const answerApi = getRequestListener(backEnd.routes.fetch)
    answering.resolve((request, response) => {
      if (request.url?.startsWith('/api/')) void answerApi(request, response)
      else frontEnd.middlewares(request, response)
    })
    await backEnd.setScene()

    return { url, persona: emulator, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Loads the client of Redis where there is one, so that nobody else waits for it at the start. */
async function share(location: RedisLocation): Promise<SharedMemory> {
  const { connectRedis } = await import('./connect-redis.ts')
  return await connectRedis(location)
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** Lets requests wait that come before there is anybody to answer them. */
function answerWhenReady(server: Server): { resolve: (answer: Answer) => void } {
  const { promise, resolve } = Promise.withResolvers<Answer>()
  server.on('request', (request, response) => {
    void promise.then((answer) => answer(request, response))
  })
  return { resolve }
}

async function cookieSecrets(
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

function databaseLocation(url: string | undefined, directory: string): DatabaseLocation {
  if (url !== undefined) return { url }
  return directory === 'memory' ? 'memory' : { folder: directory }
}
