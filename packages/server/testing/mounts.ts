import { createServer, type RequestListener } from 'node:http'
import type { Server } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import express from 'express'
import { fastify } from 'fastify'
import { Hono } from 'hono'
import { toFastifyPlugin } from '../src/adapters/fastify.ts'
import type { FetchHandler } from '../src/adapters/fetch-handler.ts'
import { toNodeHandler } from '../src/adapters/node.ts'
import { basePath } from './test-host.ts'

/** A handler that answers on loopback. */
export interface Mounted {
  readonly port: number
  close(): Promise<void>
}

/** Serves a handler at `basePath`, the way a host would. */
export type Mount = (handler: FetchHandler) => Promise<Mounted>

/** Every way to serve a handler that is promised to work, by name. */
export const mounts: Readonly<Record<string, Mount>> = {
  "Node's http": (handler) => {
    const answer = toNodeHandler(handler)
    return listen((request, response) => void answer(request, response))
  },

  Express: (handler) => listen(express().use(basePath, toNodeHandler(handler))),

  'a router of Express': (handler) => {
    const inner = express.Router().use('/inquiries', toNodeHandler(handler))
    const outer = express.Router().use('/api', inner)
    return listen(express().set('trust proxy', true).use(outer))
  },

  Fastify: async (handler) => {
    const app = fastify({ trustProxy: true })
    await app.register(toFastifyPlugin(handler), { prefix: basePath })
    await app.listen({ host: '127.0.0.1', port: 0 })
    return {
      port: portOf(app.server),
      async close() {
        app.server.closeAllConnections()
        await app.close()
      },
    }
  },

  Hono: (handler) => {
    const app = new Hono().all(`${basePath}/*`, ({ req }) => handler(req.raw))
    const answer = getRequestListener(app.fetch)
    return listen((request, response) => void answer(request, response))
  },
}

/** Serves a handler behind whatever parses bodies in Express. */
export function mountBehind(
  parser: express.RequestHandler,
  handler: FetchHandler,
): Promise<Mounted> {
  const app = express().use(parser).use(basePath, toNodeHandler(handler))
  return listen(app)
}

async function listen(listener: RequestListener): Promise<Mounted> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: portOf(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The port that a server listens at. */
export function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('There is no port.')
  return address.port
}
