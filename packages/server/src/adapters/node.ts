import type { FetchHandler } from './fetch-handler.ts'
import type { NodeRequest } from './node-request.ts'
import { askHandler, holdOpen, isOver, isTaken, type NodeResponse } from './node-response.ts'

export type { FetchHandler, NodeRequest, NodeResponse }

/** Answers a request of Node's http or http2. Never rejects. */
export type NodeHandler = (request: NodeRequest, response: NodeResponse) => Promise<void>

/**
 * Lets Node's http and http2, and what is built on them like Express, use a handler. A response that
 * something else has begun, or whose client has left, is left alone.
 *
 * The URL that the handler sees is that of the request: nothing is taken from `X-Forwarded-*`, and a
 * router that has taken its own path off is undone.
 *
 * @example
 * createServer(toNodeHandler(handler)).listen(3000)
 * @example
 * createSecureServer({ key, cert }, toNodeHandler(handler)).listen(3000)
 * @example
 * app.use('/api/inquiries', toNodeHandler(handler))
 */
export function toNodeHandler(handler: FetchHandler): NodeHandler {
  return async (message, response) => {
    try {
      const answer = await askHandler(handler, message, response)
      if (answer !== undefined) await send(answer, message, response)
    } catch (error) {
      if (isTaken(response)) return
      console.error('[resumable-inquiry] The handler failed.', error)
      // Whatever was set for an answer that could not be sent.
      for (const name of response.getHeaderNames()) response.removeHeader(name)
      await send(await holdOpen(new Response(null, { status: 500 }), message), message, response)
    }
  }
}

async function send(
  answer: Response,
  { method }: NodeRequest,
  response: NodeResponse,
): Promise<void> {
  response.statusCode = answer.status
  for (const [name, value] of answer.headers) response.setHeader(name, value)
  // Where there are several, the loop has kept the last.
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  const body: ReadableStream<Uint8Array> | null = method === 'HEAD' ? null : answer.body
  for await (const chunk of body ?? []) {
    if (isOver(response)) return
    response.write(chunk)
  }
  if (!isOver(response)) response.end()
}
