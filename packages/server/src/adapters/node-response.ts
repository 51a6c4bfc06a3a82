import type { FetchHandler } from './fetch-handler.ts'
import { type NodeRequest, toRequest } from './node-request.ts'

/** The part of a response of Node's http or http2 that the adapters use. */
export interface NodeResponse {
  statusCode: number
  readonly headersSent: boolean
  readonly writableEnded: boolean
  /** Only http. */
  readonly destroyed?: boolean
  /** Only http2. */
  readonly stream?: { readonly destroyed: boolean }
  getHeaderNames(): string[]
  removeHeader(name: string): unknown
  setHeader(name: string, value: string | string[]): unknown
  write(chunk: Uint8Array): unknown
  end(): unknown
  once(event: 'close', listener: () => void): unknown
}

/**
 * Calls a handler. Returns `undefined` if something else has started the response, before or in the
 * meantime, or if the client has disconnected.
 *
 * @param platform the framework's own request
 */
export async function callHandler<Platform>(
  handler: FetchHandler<Platform>,
  message: NodeRequest,
  response: NodeResponse,
  platform: Platform,
): Promise<Response | undefined> {
  if (isStarted(response)) return undefined
  const request = toRequest(message, createSignal(response))
  const result = await holdOpen(await handler(request, platform), message)
  return isStarted(response) ? undefined : result
}

/** Returns whether something has started the response, or the client has disconnected. */
export function isStarted(response: NodeResponse): boolean {
  return response.headersSent || isOver(response)
}

/** Returns whether nothing more can be written. */
export function isOver({ writableEnded, destroyed, stream }: NodeResponse): boolean {
  return writableEnded || destroyed === true || stream?.destroyed === true
}

function createSignal(response: NodeResponse): AbortSignal {
  const controller = new AbortController()
  response.once('close', () => {
    if (!response.writableEnded) controller.abort()
  })
  return controller.signal
}

/** Bytes of a body to read and drop after the response, before cutting the client off. */
const maxDrainedBytes = 16 * 1024 * 1024

/** Milliseconds for the rest of a body to arrive after the response, before cutting the client off. */
const drainTimeout = 10_000

/** Headers about an HTTP/1 connection, which HTTP/2 forbids. */
const connectionHeaders = [
  'connection',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]

/**
 * Keeps an HTTP/1 response open until the client has sent its whole body, which is dropped: closing the
 * connection earlier may lose the response. An HTTP/2 response ends without closing a connection.
 */
export async function holdOpen(result: Response, message: NodeRequest): Promise<Response> {
  const isHttp2 = 'stream' in message
  const drained = drain(message)
  const { status } = result
  const headers = new Headers(result.headers)
  if (isHttp2) for (const name of connectionHeaders) headers.delete(name)
  if (result.body === null) return new Response(null, { status, headers })
  const bytes = new Uint8Array(await result.arrayBuffer())
  // Lets the client see the end of the response while it is held open.
  headers.set('content-length', String(bytes.byteLength))
  if (drained === undefined || isHttp2) return new Response(bytes, { status, headers })
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(bytes)
      await drained
      controller.close()
    },
  })
  return new Response(body, { status, headers })
}

/** Drops the rest of a body. Returns `undefined` if it has arrived already. */
function drain(message: NodeRequest): Promise<void> | undefined {
  // The client may disconnect in the meantime.
  message.on('error', () => {})
  message.resume()
  if (message.complete || message.readableEnded || message.destroyed) return undefined
  const cutOff = () => {
    if ('stream' in message) message.stream.destroy()
    else message.destroy()
  }
  let bytes = 0
  const timer = setTimeout(cutOff, drainTimeout)
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      resolve()
    }
    message.once('close', end)
    message.once('end', end)
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength
      if (bytes > maxDrainedBytes) cutOff()
    })
  })
}
