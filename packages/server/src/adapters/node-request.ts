import type { IncomingMessage, ServerResponse } from 'node:http'
import { TLSSocket } from 'node:tls'
import { markParsed } from './parsed-body.ts'
import { readNodeBody } from './node-body.ts'

/** A request of Node's http, with what Express adds to it. */
export interface NodeRequest extends IncomingMessage {
  /** The URL before a router took its own path off. */
  originalUrl?: string
  /** What a body parser made of the body. */
  body?: unknown
}

/** Makes the `Request` that a handler takes. Its signal tells that the client has gone away. */
export function toRequest(message: NodeRequest, response: ServerResponse): Request {
  const method = methodOf(message)
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(message.headersDistinct)) {
    // Each of several is passed on: nobody is to wonder which of them somebody else has read.
    for (const value of values) headers.append(name, value)
  }
  const init = { method, headers, signal: signalOf(response) }
  const url = urlOf(message)
  if (method === 'GET' || method === 'HEAD') return new Request(url, init)
  if (!message.readableDidRead) {
    return new Request(url, { ...init, body: readNodeBody(message), duplex: 'half' })
  }

  const { body } = message
  if (typeof body === 'string' || body instanceof Uint8Array) {
    return new Request(url, { ...init, body })
  }
  const request = new Request(url, { ...init, body: JSON.stringify(body) ?? '' })
  // Where the body is gone, the handler is to see that, and to say what to do.
  if (body === undefined) request.text().catch(() => {})
  return markParsed(request)
}

function signalOf(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  return gone.signal
}

// Fetch has no name for these; under another that no route has, they are refused like any.
function methodOf({ method = '' }: NodeRequest): string {
  return ['CONNECT', 'TRACE', 'TRACK'].includes(method) ? `X-${method}` : method
}

/** What the client says of host and path names nothing but itself; what proxies add is not believed. */
function urlOf(message: NodeRequest): string {
  const { socket, headers, url = '/', originalUrl = url } = message
  const scheme = socket instanceof TLSSocket ? 'https' : 'http'
  const origin = `${scheme}://${isHost(headers.host) ? headers.host : 'host.invalid'}`
  if (originalUrl.startsWith('/')) return origin + originalUrl
  if (!URL.canParse(originalUrl)) return `${origin}/`
  const { pathname, search } = new URL(originalUrl)
  return origin + pathname + search
}

function isHost(host: string | undefined): host is string {
  if (host === undefined || !/^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host)) return false
  return URL.canParse(`http://${host}`)
}
