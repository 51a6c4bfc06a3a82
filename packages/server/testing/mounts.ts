import { createServer, type RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import express from 'express'
import { fastify } from 'fastify'
import { Hono } from 'hono'
import { toFastifyPlugin } from '../src/adapters/fastify.ts'
import type { FetchHandler } from '../src/adapters/fetch-handler.ts'
import { toNodeHandler } from '../src/adapters/node.ts'
import { getPort, listen } from './listen.ts'
import { basePath } from './test-host.ts'

/** A handler that is served on loopback. */
export interface Mounted {
  readonly port: number
  close(): Promise<void>
}

/** Serves a handler at `basePath`, as a host would. */
export type Mount = (handler: FetchHandler) => Promise<Mounted>

/** The supported ways to serve a handler, by name. */
export const mounts: Readonly<Record<string, Mount>> = {
  "Node's http": (handler) => {
    const answer = toNodeHandler(handler)
    return serve((request, response) => void answer(request, response))
  },

  Express: (handler) => serve(express().use(basePath, toNodeHandler(handler))),

  'a router of Express': (handler) => {
    const inner = express.Router().use('/inquiries', toNodeHandler(handler))
    const outer = express.Router().use('/api', inner)
    return serve(express().set('trust proxy', true).use(outer))
  },

  Fastify: async (handler) => {
    const app = fastify({ trustProxy: true })
    await app.register(toFastifyPlugin(handler), { prefix: basePath })
    await app.listen({ host: '127.0.0.1', port: 0 })
    return {
      port: getPort(app.server),
      async close() {
        app.server.closeAllConnections()
        await app.close()
      },
    }
  },

  Hono: (handler) => {
    const app = new Hono().all(`${basePath}/*`, (context) => handler(context.req.raw, context))
    const answer = getRequestListener(app.fetch)
    return serve((request, response) => void answer(request, response))
  },
}

/** Serves a handler of Express behind a body parser or another middleware. */
export function mountBehind(
  parser: express.RequestHandler,
  handler: FetchHandler,
): Promise<Mounted> {
  const app = express().use(parser).use(basePath, toNodeHandler(handler))
  return serve(app)
}

async function serve(listener: RequestListener): Promise<Mounted> {
  const server = createServer(listener)
  return {
    port: await listen(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
