import type { FetchHandler } from './fetch-handler.ts'
import type { NodeRequest } from './node-request.ts'
import { callHandler, holdOpen, isOver, isStarted, type NodeResponse } from './node-response.ts'

export type { FetchHandler, NodeRequest, NodeResponse }

/** A request listener of Node's http or http2. Never rejects. */
export type NodeHandler<Message extends NodeRequest = NodeRequest> = (
  request: Message,
  response: NodeResponse,
) => Promise<void>

/**
 * Adapts a handler to Node's http and http2, and to frameworks based on them, such as Express. Leaves a
 * response alone that something else has started, such as a timeout.
 *
 * The handler gets the URL of the request itself: `X-Forwarded-*` is ignored, and a path that a router
 * removed is restored. Its `authenticate` gets Node's request too, with what middleware has added to it,
 * such as Passport's `user`.
 *
 * @example
 * createServer(toNodeHandler(handler)).listen(3000)
 * @example
 * createSecureServer({ key, cert }, toNodeHandler(handler)).listen(3443)
 * @example
 * app.use('/api/inquiries', toNodeHandler(handler))
 */
export function toNodeHandler<Message extends NodeRequest>(
  handler: FetchHandler<Message>,
): NodeHandler<Message> {
  return async (message, response) => {
    try {
      const result = await callHandler(handler, message, response, message)
      if (result !== undefined) await send(result, message, response)
    } catch (error) {
      if (isStarted(response)) return
      console.error('[resumable-inquiry] The handler failed.', error)
      // Remove the headers of a response that could not be sent.
      for (const name of response.getHeaderNames()) response.removeHeader(name)
      await send(await holdOpen(new Response(null, { status: 500 }), message), message, response)
    }
  }
}

async function send(
  result: Response,
  { method }: NodeRequest,
  response: NodeResponse,
): Promise<void> {
  response.statusCode = result.status
  for (const [name, value] of result.headers) response.setHeader(name, value)
  // The only header with several values; the loop keeps the last one.
  const cookies = result.headers.getSetCookie()
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  const body: ReadableStream<Uint8Array> | null = method === 'HEAD' ? null : result.body
  for await (const chunk of body ?? []) {
    if (isOver(response)) return
    response.write(chunk)
  }
  if (!isOver(response)) response.end()
}
