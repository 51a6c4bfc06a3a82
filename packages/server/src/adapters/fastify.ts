import type { FetchHandler } from './fetch-handler.ts'
import type { NodeRequest } from './node-request.ts'
import { callHandler, type NodeResponse } from './node-response.ts'

export type { FetchHandler }

/** The part of a Fastify instance that the plugin uses. */
export interface FastifyScope<Message extends FastifyRequest = FastifyRequest> {
  removeAllContentTypeParsers(): unknown
  addContentTypeParser(
    type: string,
    parser: (request: unknown, payload: NodeRequest, done: (error: null) => void) => void,
  ): unknown
  all(path: string, handler: (request: Message, reply: FastifyReply) => unknown): unknown
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
export type FastifyPlugin<Message extends FastifyRequest = FastifyRequest> = (
  scope: FastifyScope<Message>,
) => Promise<void>

/**
 * Adapts a handler to Fastify. The handler gets unparsed bodies, whatever parsers the rest of the server
 * has, and its `authenticate` gets Fastify's request too. Fastify's hooks run as for any route.
 *
 * @example
 * await fastify.register(toFastifyPlugin(handler), { prefix: '/api/inquiries' })
 */
export function toFastifyPlugin<Message extends FastifyRequest>(
  handler: FetchHandler<Message>,
): FastifyPlugin<Message> {
  return async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    const handle = async (request: Message, reply: FastifyReply) => {
      const result = await callHandler(handler, request.raw, reply.raw, request)
      return result === undefined ? reply.hijack() : reply.send(result)
    }
    scope.all('/', handle)
    scope.all('/*', handle)
  }
}
