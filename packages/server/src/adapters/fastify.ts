import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FetchHandler } from './fetch-handler.ts'
import { holdOpen } from './hold-open.ts'
import { toRequest } from './node-request.ts'

export type { FetchHandler }

/** What is used of a Fastify instance. */
export interface FastifyScope {
  removeAllContentTypeParsers(): unknown
  addContentTypeParser(
    type: string,
    parser: (request: unknown, payload: IncomingMessage, done: (error: null) => void) => void,
  ): unknown
  all(path: string, handler: (request: FastifyRequest, reply: FastifyReply) => unknown): unknown
}

/** What is used of a request of Fastify's. */
export interface FastifyRequest {
  readonly raw: IncomingMessage
}

/** What is used of a reply of Fastify's. */
export interface FastifyReply {
  readonly raw: ServerResponse
  send(answer: Response): unknown
}

/** A plugin for `fastify.register`. */
export type FastifyPlugin = (scope: FastifyScope) => Promise<void>

/**
 * Lets Fastify use a handler. Bodies go to the handler as they come, whatever parsers the rest of the
 * server has; Fastify's hooks run as they do for any route.
 *
 * @example
 * await fastify.register(toFastifyPlugin(handler), { prefix: '/api/inquiries' })
 */
export function toFastifyPlugin(handler: FetchHandler): FastifyPlugin {
  return async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    const answer = async ({ raw }: FastifyRequest, reply: FastifyReply) => {
      return reply.send(await holdOpen(await handler(toRequest(raw, reply.raw)), raw))
    }
    scope.all('/', answer)
    scope.all('/*', answer)
  }
}
