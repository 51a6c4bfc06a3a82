import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { PersonaEmulator } from '@resumable-inquiry/emulator'
import type { Log } from '@resumable-inquiry/server'
import { connectPersona, type PersonaAccount } from './connect-persona.ts'
import { createInquiryOwnership } from './database/inquiry-ownership.ts'
import { type DatabaseLocation, openDatabase } from './database/open-database.ts'
import { createFrontEnd } from './front-end.ts'
import { listen } from './listen.ts'
import { createBackEnd } from './server/back-end.ts'
import { createCookieSecret, readCookieSecret } from './server/cookie-secret.ts'
import { createSignIn } from './server/sign-in.ts'

/** How the demo is run. */
export interface DemoOptions {
  /** 0 takes a free port; of any other, the next free one from there is taken. @default 0 */
  port?: number
  /** Where the database and the cookie secret are kept: a folder, or `memory`. @default 'memory' */
  dataDirectory?: string
  /** A PostgreSQL server that holds the tables in place of the folder. */
  databaseUrl?: string | undefined
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
  const { port = 0, dataDirectory = 'memory', emulatorPort = 0, log } = options
  const inMemory = dataDirectory === 'memory'
  // What was started is closed in reverse, also when a later step fails.
  const closings: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const closing of closings.splice(0).reverse()) await closing()
  }

  try {
    const open = await openDatabase(databaseLocation(options.databaseUrl, dataDirectory))
    closings.push(open.close)
    const persona = await connectPersona(options.persona, emulatorPort)
    const { emulator } = persona
    if (emulator) closings.push(() => emulator.close())

    const backEnd = createBackEnd({
      ownership: createInquiryOwnership(open.database),
      signIn: createSignIn(inMemory ? createCookieSecret() : await readCookieSecret(dataDirectory)),
      persona,
      log,
    })
    await backEnd.setScene()

    const server = createServer()
    const frontEnd = await createFrontEnd(server)
    closings.push(() => frontEnd.close())
    const answerApi = getRequestListener(backEnd.routes.fetch)
    server.on('request', (request, response) => {
      if (request.url?.startsWith('/api/')) void answerApi(request, response)
      else frontEnd.middlewares(request, response)
    })
    const listening = await listen(server, port)
    closings.push(listening.close)

    return { url: `http://localhost:${listening.port}`, persona: emulator, close }
  } catch (error) {
    await close()
    throw error
  }
}

function databaseLocation(url: string | undefined, directory: string): DatabaseLocation {
  if (url !== undefined) return { url }
  return directory === 'memory' ? 'memory' : { folder: directory }
}
