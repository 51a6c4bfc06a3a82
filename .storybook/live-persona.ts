import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import {
  createInquiryHandler,
  createPersonaApi,
  type InquiryHandler,
} from '@resumable-inquiry/server'
import type { Connect, Plugin } from 'vite'

interface Live {
  readonly persona: PersonaEmulator
  readonly handler: InquiryHandler
  readonly start: () => Promise<{ inquiryId: string; customHost: string }>
}

/**
 * A host's back end on an emulated Persona, for the story that shows the real widget.
 *
 * - `/api/inquiries` is the inquiry handler
 * - `POST /live-persona/start` makes an inquiry that somebody has left half way
 * - `POST /live-persona/kill` ends the sessions of the inquiry whose id is the body
 */
export function livePersona(): Plugin {
  let live: Promise<Live> | undefined
  const startedOnce = () => (live ??= startLive())

  return {
    name: 'live-persona',
    configureServer({ middlewares }) {
      middlewares.use('/api/inquiries', (request, response) => {
        void respond(response, async () => {
          const { handler } = await startedOnce()
          return await handler(await toRequest(request))
        })
      })
      middlewares.use('/live-persona', (request, response) => {
        void respond(response, async () => await control(await startedOnce(), request))
      })
    },
    async closeBundle() {
      await (await live)?.persona.close()
      live = undefined
    },
  }
}

async function startLive(): Promise<Live> {
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

async function control({ persona, start }: Live, request: IncomingMessage): Promise<Response> {
  if (request.method === 'POST' && request.url === '/start') return Response.json(await start())
  if (request.method === 'POST' && request.url === '/kill') {
    persona.simulate.killSession({ inquiryId: await text(request) })
    return new Response(null, { status: 204 })
  }
  return new Response(null, { status: 404 })
}

/** The whole request; the middleware has taken the path that it is mounted at from the URL. */
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

async function respond(response: ServerResponse, answer: () => Promise<Response>): Promise<void> {
  try {
    const answered = await answer()
    const body = await answered.text()
    response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(body)
  } catch (error) {
    response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error))
  }
}
