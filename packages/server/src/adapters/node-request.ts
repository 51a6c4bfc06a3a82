import type { IncomingMessage } from 'node:http'
import type { Http2ServerRequest } from 'node:http2'
import { TLSSocket } from 'node:tls'
import { markParsed } from '../http/parsed-body.ts'
import { readNodeBody } from './node-body.ts'

/** A request of Node's http or http2, with what Express adds to it. */
export type NodeRequest = (IncomingMessage | Http2ServerRequest) & {
  /** The URL before a router took its own path off. */
  originalUrl?: string
  /** What a body parser made of the body. */
  body?: unknown
}

/**
 * Makes the `Request` that a handler takes.
 *
 * @param signal tells that the client has gone away
 */
export function toRequest(message: NodeRequest, signal: AbortSignal): Request {
  const method = methodOf(message)
  const init = { method, headers: headersOf(message), signal }
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

/**
 * Passes on every header as it came, each of several too, so that the handler sees what others may
 * have read. HTTP/2's pseudo headers, such as `:path`, are none of them.
 */
function headersOf({ rawHeaders }: NodeRequest): Headers {
  const headers = new Headers()
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2)
    if (!name.startsWith(':')) headers.append(name, value)
  }
  return headers
}

// Fetch has no name for these; under another that no route has, they are refused like any.
function methodOf({ method = '' }: NodeRequest): string {
  return ['CONNECT', 'TRACE', 'TRACK'].includes(method) ? `X-${method}` : method
}

/** What the client says of host and path names nothing but itself; what proxies add is not believed. */
function urlOf(message: NodeRequest): string {
  const { socket, url = '/', originalUrl = url } = message
  const host = 'authority' in message ? message.authority : message.headers.host
  const scheme = socket instanceof TLSSocket ? 'https' : 'http'
  const origin = `${scheme}://${isHost(host) ? host : 'host.invalid'}`
  if (originalUrl.startsWith('/')) return origin + originalUrl
  if (!URL.canParse(originalUrl)) return `${origin}/`
  const { pathname, search } = new URL(originalUrl)
  return origin + pathname + search
}

function isHost(host: string | undefined): host is string {
  if (host === undefined || !/^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host)) return false
  return URL.canParse(`http://${host}`)
}
