import type { IncomingMessage } from 'node:http'
import type { Http2ServerRequest } from 'node:http2'
import { TLSSocket } from 'node:tls'
import { markParsed } from '../http/parsed-body.ts'

/** A request of Node's http or http2, with what Express, Connect and others add to it. */
export type NodeRequest = (IncomingMessage | Http2ServerRequest) & {
  /** The URL before a router removed its own path. */
  originalUrl?: string
  /** The path that Express's routers have removed. */
  baseUrl?: string
  /** The parsed body. */
  body?: unknown
  /** The bytes that `body` was parsed from. */
  rawBody?: unknown
}

/**
 * Converts a request of Node's to a `Request`.
 *
 * @param signal aborts when the client disconnects
 */
export function toRequest(message: NodeRequest, signal: AbortSignal): Request {
  const method = getMethod(message)
  const init = { method, headers: getHeaders(message), signal }
  const url = getUrl(message)
  if (method === 'GET' || method === 'HEAD') return new Request(url, init)
  if (!message.readableDidRead) {
    return new Request(url, { ...init, body: toStream(message), duplex: 'half' })
  }

  const { rawBody, body } = message
  for (const read of [rawBody, body]) {
    if (typeof read === 'string' || read instanceof Uint8Array) {
      return new Request(url, { ...init, body: read })
    }
  }
  const request = new Request(url, { ...init, body: JSON.stringify(body) ?? '' })
  // If the body is gone, mark it as used: the handler reports that with advice.
  if (body === undefined) request.text().catch(() => {})
  return markParsed(request)
}

/**
 * Returns all values of every header, so that the handler sees what others may have seen. Leaves out
 * HTTP/2's pseudo headers, such as `:path`.
 */
function getHeaders({
  rawHeaders = [],
  headers: parsed,
}: Pick<NodeRequest, 'headers'> & Partial<Pick<NodeRequest, 'rawHeaders'>>): Headers {
  const headers = new Headers()
  const add = (name: string, value: string) => {
    if (!name.startsWith(':')) headers.append(name, value)
  }
  for (let index = 0; index < rawHeaders.length; index += 2) {
    add(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '')
  }
  if (rawHeaders.length > 0) return headers
  // Some adapters of serverless platforms set the parsed headers alone.
  for (const [name, values = []] of Object.entries(parsed)) {
    for (const value of [values].flat()) add(name, value)
  }
  return headers
}

// Fetch forbids these methods. Rename them, so that they are rejected like any other.
function getMethod({ method = '' }: NodeRequest): string {
  return ['CONNECT', 'TRACE', 'TRACK'].includes(method) ? `X-${method}` : method
}

/** Returns the URL from the request itself. Ignores what proxies add. */
function getUrl(message: NodeRequest): string {
  const { socket } = message
  const url = getTarget(message)
  const host = 'authority' in message ? message.authority : message.headers.host
  const scheme = socket instanceof TLSSocket ? 'https' : 'http'
  const origin = `${scheme}://${isHost(host) ? host : 'host.invalid'}`
  if (url.startsWith('/')) return origin + url
  if (!URL.canParse(url)) return `${origin}/`
  const { pathname, search } = new URL(url)
  return origin + pathname + search
}

/** Returns the request's target with the path that routers have removed. Keeps what a middleware rewrote. */
function getTarget({ url = '/', originalUrl = url, baseUrl }: NodeRequest): string {
  if (baseUrl === undefined || !url.startsWith('/')) return originalUrl
  // Express adds the slash to a URL that it removed the whole path from.
  return originalUrl === baseUrl + url.slice(1) ? originalUrl : baseUrl + url
}

function isHost(host: string | undefined): host is string {
  if (host === undefined || !/^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host)) return false
  return URL.canParse(`http://${host}`)
}

/**
 * Streams a body on demand. Canceling keeps the connection open for the response; `Readable.toWeb`
 * would close it.
 */
function toStream(message: NodeRequest): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Buffer, undefined> = message.iterator({ destroyOnReturn: false })
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk: IteratorResult<Buffer, undefined> = await chunks.next()
        if (chunk.done !== true) return controller.enqueue(new Uint8Array(chunk.value))
        // Node ends the request of an aborted HTTP/2 stream as if its body were complete.
        if ('stream' in message && message.stream.aborted) {
          return controller.error(new Error('The client disconnected before the end of the body.'))
        }
        controller.close()
      },
      async cancel() {
        await chunks.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}
