import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { extname, join } from 'node:path'
import { serve } from '@hono/node-server'
import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import {
  createInquiryHandler,
  createPersonaApi,
  type InquiryHandlerOptions,
  type LogEntry,
} from '@resumable-inquiry/server'
import { Hono } from 'hono'
import { pageFolder } from './build.ts'
import type { HostConfig } from './config.ts'

/** The application that scenarios run on: its page, its back end, and an emulator. */
export interface Host {
  readonly url: string
  /** An empty page of the same site, on another port. */
  readonly siblingUrl: string
  /** An empty page of another site. */
  readonly strangerUrl: string
  readonly persona: PersonaEmulator
  /** The log of the back end. */
  readonly log: LogEntry[]
  /** The requests to all servers, such as `localhost:4010/widget`. */
  readonly requests: string[]
  /** Creates an inquiry that belongs to a person. */
  createInquiry(person: string, options?: { isCurrent?: boolean }): Promise<string>
  /** Returns the inquiry that was started for a person. */
  currentInquiry(person: string): string | undefined
  /** Responds to requests for sessions in place of the back end, until `restore()`. */
  answerSessions(answer: (() => Response | Promise<Response>) | undefined): void
  /** Sends a header with the page, until `restore()`. */
  setHeader(name: string, value: string): void
  /** Undoes what a scenario has set: the responses, the headers, and the emulator's faults. */
  restore(): void
  close(): Promise<void>
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** Starts the application on a free port of localhost. */
export async function startHost(
  options: Pick<InquiryHandlerOptions, 'sessions' | 'checkEvery'> = {},
): Promise<Host> {
  const persona = await createPersonaEmulator({ port: 0, requestsPerMinute: Infinity })
  const api = createPersonaApi({ apiKey: persona.apiKey, baseUrl: persona.apiUrl, timeout: 2_000 })
  // Setting up an inquiry may take longer on a busy machine.
  const setUpApi = createPersonaApi({ apiKey: persona.apiKey, baseUrl: persona.apiUrl })
  const owners = new Map<string, string>()
  const current = new Map<string, string>()
  const log: LogEntry[] = []
  const requests: string[] = []
  const pageHeaders = new Map<string, string>()
  let sessionAnswer: (() => Response | Promise<Response>) | undefined

  const app = new Hono()
  app.use('/api/inquiries/*', async (_, next) => (sessionAnswer ? await sessionAnswer() : next()))
  app.all('/api/inquiries', ({ req }) => handler(req.raw))
  app.all('/api/inquiries/*', ({ req }) => handler(req.raw))
  app.get('/api/html/*', ({ html }) => html('<!doctype html><title>Not an API</title>'))
  app.get('*', async ({ req, body, notFound }) => {
    const file = req.path === '/' ? '/index.html' : req.path
    try {
      const content = await readFile(join(pageFolder, file))
      const headers: Record<string, string> = {
        ...Object.fromEntries(pageHeaders),
        'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
      }
      const { person }: HostConfig = JSON.parse(req.query('config') ?? '{}')
      if (person !== undefined) headers['set-cookie'] = `person=${person}; Path=/`
      return body(new Uint8Array(content), 200, headers)
    } catch {
      return notFound()
    }
  })

  const server = await listen(app.fetch, 'localhost')
  const handler = createInquiryHandler({
    persona: api,
    basePath: '/api/inquiries',
    authenticate: async (request) => {
      const person = /(?:^|; )person=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1]
      return person === undefined ? null : { id: person }
    },
    authorize: async ({ subject, inquiryId }) => owners.get(inquiryId) === subject.id,
    start: {
      template: () => ({ templateId: persona.templateId }),
      find: async ({ id }) => current.get(id) ?? null,
      claim: async ({ id }, inquiryId) => {
        current.set(id, inquiryId)
        owners.set(inquiryId, id)
        return inquiryId
      },
    },
    hosted: { redirectUri: `${server.url}/?config=${encodeURIComponent('{"use":"neither"}')}` },
    log: (entry) => log.push(entry),
    ...options,
  })
  const sibling = await listen(emptyPage, 'localhost')
  const stranger = await listen(emptyPage, '127.0.0.1')
  const onRequest = (message: unknown) => {
    const { request } = message as { request: IncomingMessage }
    requests.push(`${request.headers.host}${request.url}`)
  }
  subscribe('http.server.request.start', onRequest)

  return {
    url: server.url,
    siblingUrl: sibling.url,
    strangerUrl: stranger.url,
    persona,
    log,
    requests,
    async createInquiry(person, { isCurrent = false } = {}) {
      const { id } = await setUpApi.createInquiry({ templateId: persona.templateId })
      owners.set(id, person)
      if (isCurrent) current.set(person, id)
      return id
    },
    currentInquiry: (person) => current.get(person),
    answerSessions(answer) {
      sessionAnswer = answer
    },
    setHeader(name, value) {
      pageHeaders.set(name, value)
    },
    restore() {
      sessionAnswer = undefined
      pageHeaders.clear()
      persona.simulate.restore()
    },
    async close() {
      unsubscribe('http.server.request.start', onRequest)
      await Promise.all([server.close(), sibling.close(), stranger.close(), persona.close()])
    },
  }
}

function emptyPage(): Response {
  const headers = { 'content-type': 'text/html; charset=utf-8' }
  return new Response('<!doctype html><title>Stranger</title>', { headers })
}

interface Listening {
  readonly url: string
  close(): Promise<void>
}

async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  hostname: string,
): Promise<Listening> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const server = serve({ fetch, hostname, port: 0 }, ({ port }) => resolve(port))
  return {
    url: `http://${hostname}:${await promise}`,
    close: async () => {
      const closed = new Promise((done) => server.close(done))
      // Requests without a response would keep the server open.
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
    },
  }
}
