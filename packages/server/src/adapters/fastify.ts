import type { FetchHandler } from './fetch-handler.ts'
import type { NodeRequest } from './node-request.ts'
import { askHandler, type NodeResponse } from './node-response.ts'

export type { FetchHandler }

/** What is used of a Fastify instance. */
export interface FastifyScope {
  removeAllContentTypeParsers(): unknown
  addContentTypeParser(
    type: string,
    parser: (request: unknown, payload: NodeRequest, done: (error: null) => void) => void,
  ): unknown
  all(path: string, handler: (request: FastifyRequest, reply: FastifyReply) => unknown): unknown
}

/** What is used of a request of Fastify's. */
export interface FastifyRequest {
  readonly raw: NodeRequest
}

/** What is used of a reply of Fastify's. */
export interface FastifyReply {
  readonly raw: NodeResponse
  send(answer: Response): unknown
  /** Leaves the response to whatever has begun to answer. */
  hijack(): unknown
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
      const made = await askHandler(handler, raw, reply.raw)
      return made === undefined ? reply.hijack() : reply.send(made)
    }
    scope.all('/', answer)
    scope.all('/*', answer)
  }
}
