import type { FetchHandler } from './fetch-handler.ts'
import type { NodeRequest } from './node-request.ts'
import { callHandler, type NodeResponse } from './node-response.ts'

export type { FetchHandler }

/** The part of a Fastify instance that the plugin uses. */
export interface FastifyScope {
  removeAllContentTypeParsers(): unknown
  addContentTypeParser(
    type: string,
    parser: (request: unknown, payload: NodeRequest, done: (error: null) => void) => void,
  ): unknown
  all(path: string, handler: (request: FastifyRequest, reply: FastifyReply) => unknown): unknown
}

/** The part of a Fastify request that the plugin uses. */
export interface FastifyRequest {
  readonly raw: NodeRequest
}

/** The part of a Fastify reply that the plugin uses. */
export interface FastifyReply {
  readonly raw: NodeResponse
  send(response: Response): unknown
  /** Reports to Fastify that something else sends the response. */
  hijack(): unknown
}

/** A plugin for `fastify.register`. */
export type FastifyPlugin = (scope: FastifyScope) => Promise<void>

/**
 * Adapts a handler to Fastify. The handler gets unparsed bodies, whatever parsers the rest of the server
 * has. Fastify's hooks run as for any route.
 *
 * @example
 * await fastify.register(toFastifyPlugin(handler), { prefix: '/api/inquiries' })
 */
export function toFastifyPlugin(handler: FetchHandler): FastifyPlugin {
  return async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    const handle = async ({ raw }: FastifyRequest, reply: FastifyReply) => {
      const result = await callHandler(handler, raw, reply.raw)
      return result === undefined ? reply.hijack() : reply.send(result)
    }
    scope.all('/', handle)
    scope.all('/*', handle)
  }
}
