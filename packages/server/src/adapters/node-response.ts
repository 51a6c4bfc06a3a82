import type { FetchHandler } from './fetch-handler.ts'
import { type NodeRequest, toRequest } from './node-request.ts'

/** What is used of a response of Node's http or http2. */
export interface NodeResponse {
  statusCode: number
  readonly headersSent: boolean
  readonly writableEnded: boolean
  /** Of http alone. */
  readonly destroyed?: boolean
  /** Of http2 alone. */
  readonly stream?: { readonly destroyed: boolean }
  getHeaderNames(): string[]
  removeHeader(name: string): unknown
  setHeader(name: string, value: string | string[]): unknown
  write(chunk: Uint8Array): unknown
  end(): unknown
  once(event: 'close', listener: () => void): unknown
}

/**
 * Asks a handler for its answer; `undefined` where something else has begun to answer, before or
 * meanwhile, or where the client has left.
 */
export async function askHandler(
  handler: FetchHandler,
  message: NodeRequest,
  response: NodeResponse,
): Promise<Response | undefined> {
  if (isTaken(response)) return undefined
  const request = toRequest(message, signalOf(response))
  const answer = await holdOpen(await handler(request), message)
  return isTaken(response) ? undefined : answer
}

/** Tells whether something else has begun to answer, or the client has left. */
export function isTaken(response: NodeResponse): boolean {
  return response.headersSent || isOver(response)
}

/** Tells whether nothing more can be written. */
export function isOver({ writableEnded, destroyed, stream }: NodeResponse): boolean {
  return writableEnded || destroyed === true || stream?.destroyed === true
}

function signalOf(response: NodeResponse): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableEnded) gone.abort()
  })
  return gone.signal
}

/** Bytes of a body that are read and dropped after the answer. */
const longestRest = 16 * 1024 * 1024

/** Headers about a connection of HTTP/1, which HTTP/2 forbids. */
const connectionHeaders = [
  'connection',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]

/**
 * Makes an answer end only when the client has sent its whole body, which is dropped. A connection
 * that is closed while the client sends may lose the answer on the way. An answer of HTTP/2 closes no
 * connection, and is not held open.
 */
export async function holdOpen(answer: Response, message: NodeRequest): Promise<Response> {
  const isHttp2 = 'stream' in message
  const rest = dropRest(message)
  const { status } = answer
  const headers = new Headers(answer.headers)
  if (isHttp2) for (const name of connectionHeaders) headers.delete(name)
  if (answer.body === null) return new Response(null, { status, headers })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  // By its length the client knows that it has it all.
  headers.set('content-length', String(bytes.byteLength))
  if (rest === undefined || isHttp2) return new Response(bytes, { status, headers })
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(bytes)
      await rest
      controller.close()
    },
  })
  return new Response(body, { status, headers })
}

/** Resolves once nothing more comes; `undefined` where all is there already. */
function dropRest(message: NodeRequest): Promise<void> | undefined {
  // The client may go away meanwhile, which is nothing to anybody.
  message.on('error', () => {})
  message.resume()
  if (message.complete || message.destroyed) return undefined
  let bytes = 0
  return new Promise((resolve) => {
    message.once('close', resolve)
    message.once('end', resolve)
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength
      if (bytes <= longestRest) return
      if ('stream' in message) message.stream.destroy()
      else message.destroy()
    })
  })
}
