import type { ServerResponse } from 'node:http'
import type { FetchHandler } from './fetch-handler.ts'
import { holdOpen } from './hold-open.ts'
import { type NodeRequest, toRequest } from './node-request.ts'

export type { FetchHandler, NodeRequest }

/** Answers a request of Node's http. */
export type NodeHandler = (request: NodeRequest, response: ServerResponse) => Promise<void>

/**
 * Lets Node's http, and what is built on it like Express, use a handler.
 *
 * The URL that the handler sees is that of the request: nothing is taken from `X-Forwarded-*`, and a
 * router that has taken its own path off is undone.
 *
 * @example
 * createServer(toNodeHandler(handler)).listen(3000)
 * @example
 * app.use('/api/inquiries', toNodeHandler(handler))
 */
export function toNodeHandler(handler: FetchHandler): NodeHandler {
  return async (message, response) => {
    const answer = await holdOpen(await handler(toRequest(message, response)), message)
    response.statusCode = answer.status
    response.setHeaders(answer.headers)
    const body: ReadableStream<Uint8Array> | null = answer.body
    for await (const chunk of body ?? []) response.write(chunk)
    response.end()
  }
}
