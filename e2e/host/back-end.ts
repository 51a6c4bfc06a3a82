import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { serve } from '@hono/node-server'
import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { createInquiryHandler, createPersonaApi, type LogEntry } from '@resumable-inquiry/server'
import { Hono } from 'hono'
import { pageFolder } from './build.ts'

/** The application that scenarios run on: its page, its back end, and Persona's stand-in. */
export interface Host {
  readonly url: string
  readonly persona: PersonaEmulator
  /** What the back end has written down. */
  readonly log: LogEntry[]
  /** Creates an inquiry that belongs to a person. */
  createInquiry(person?: string, options?: { isCurrent?: boolean }): Promise<string>
  /** Sends this header with the page, from now on. */
  setPolicy(contentSecurityPolicy: string | undefined): void
  close(): Promise<void>
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** Starts the application on a free port of localhost. */
export async function startHost(): Promise<Host> {
  const persona = await createPersonaEmulator({ port: 0, requestsPerMinute: Infinity })
  const api = createPersonaApi({ apiKey: persona.apiKey, baseUrl: persona.apiUrl, timeout: 2_000 })
  const owners = new Map<string, string>()
  const current = new Map<string, string>()
  const log: LogEntry[] = []
  let policy: string | undefined

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
    log: (entry) => log.push(entry),
  })

  const app = new Hono()
  app.all('/api/inquiries', ({ req }) => handler(req.raw))
  app.all('/api/inquiries/*', ({ req }) => handler(req.raw))
  app.get('/api/html/*', ({ html }) => html('<!doctype html><title>Not an API</title>'))
  app.get('*', async ({ req, body, notFound }) => {
    const file = req.path === '/' ? '/index.html' : req.path
    try {
      const content = await readFile(join(pageFolder, file))
      const headers: Record<string, string> = {
        'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
      }
      if (policy !== undefined) headers['content-security-policy'] = policy
      return body(new Uint8Array(content), 200, headers)
    } catch {
      return notFound()
    }
  })

  const { promise: listening, resolve } = Promise.withResolvers<number>()
  const server = serve({ fetch: app.fetch, hostname: 'localhost', port: 0 }, ({ port }) =>
    resolve(port),
  )
  const port = await listening

  return {
    url: `http://localhost:${port}`,
    persona,
    log,
    async createInquiry(person = 'ada', { isCurrent = false } = {}) {
      const { id } = await api.createInquiry({ templateId: persona.templateId })
      owners.set(id, person)
      if (isCurrent) current.set(person, id)
      return id
    },
    setPolicy(next) {
      policy = next
    },
    async close() {
      await new Promise((done) => server.close(done))
      await persona.close()
    },
  }
}
