import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import {
  createInquiryHandler,
  createPersonaApi,
  type InquiryHandler,
} from '@resumable-inquiry/server'
import type { Connect, Plugin } from 'vite'

interface LiveBackEnd {
  readonly persona: PersonaEmulator
  readonly handler: InquiryHandler
  readonly start: () => Promise<{ inquiryId: string; customHost: string }>
}

/**
 * Adds a host's back end on the emulator, for the story with the real SDK.
 *
 * - `/api/inquiries` is the inquiry handler
 * - `POST /live-persona/start` creates an inquiry that is half done
 * - `POST /live-persona/kill` kills the sessions of the inquiry whose id is the body
 */
export function livePersona(): Plugin {
  let live: Promise<LiveBackEnd> | undefined
  const startOnce = () => (live ??= startBackEnd())

  return {
    name: 'live-persona',
    configureServer({ middlewares }) {
      middlewares.use('/api/inquiries', (request, response) => {
        void respond(response, async () => {
          const { handler } = await startOnce()
          return await handler(await toRequest(request))
        })
      })
      middlewares.use('/live-persona', (request, response) => {
        void respond(response, async () => await control(await startOnce(), request))
      })
    },
    async closeBundle() {
      await (await live)?.persona.close()
      live = undefined
    },
  }
}

async function startBackEnd(): Promise<LiveBackEnd> {
  const emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
  const { apiKey, apiUrl, customHost, templateId } = emulator
  const api = createPersonaApi({ apiKey, baseUrl: apiUrl })
  return {
    persona: emulator,
    handler: createInquiryHandler({
      persona: api,
      basePath: '/api/inquiries',
      authenticate: async () => ({ id: 'reader' }),
      authorize: async () => true,
    }),
    async start() {
      const { id: inquiryId } = await api.createInquiry({ templateId, referenceId: 'reader' })
      emulator.simulate.startInquiry({ inquiryId })
      return { inquiryId, customHost }
    },
  }
}

async function control(
  { persona, start }: LiveBackEnd,
  request: IncomingMessage,
): Promise<Response> {
  if (request.method === 'POST' && request.url === '/start') return Response.json(await start())
  if (request.method === 'POST' && request.url === '/kill') {
    persona.simulate.killSession({ inquiryId: await text(request) })
    return new Response(null, { status: 204 })
  }
  return new Response(null, { status: 404 })
}

/** Converts the request. Uses its original URL, since the middleware's lacks the path of the mount. */
async function toRequest(request: Connect.IncomingMessage): Promise<Request> {
  const { method = 'GET', headers, originalUrl = '/' } = request
  const body = method === 'POST' ? await text(request) : undefined
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  )
  return new Request(new URL(originalUrl, `http://${headers.host ?? 'localhost'}`), {
    method,
    headers: entries,
    ...(body === undefined ? {} : { body }),
  })
}

async function respond(response: ServerResponse, handle: () => Promise<Response>): Promise<void> {
  try {
    const result = await handle()
    const body = await result.text()
    response.writeHead(result.status, Object.fromEntries(result.headers)).end(body)
  } catch (error) {
    response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error))
  }
}
