import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

/** A response that was read from a socket. */
export interface SocketAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** A request for Node's client, which adds little but `Host`. */
export interface SocketRequest {
  method?: string
  headers?: Record<string, string | string[]>
  body?: string | Uint8Array
}

/** Sends a request to a loopback port. */
export function sendTo(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body = '' }: SocketRequest = {},
): Promise<SocketAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false })
    request.on('error', reject)
    request.on('response', (response) => {
      const { statusCode: status = 0, headers: received } = response
      text(response).then((read) => resolve({ status, headers: received, text: read }), reject)
    })
    request.end(body)
  })
}

/** Sends raw bytes, and reads until the server closes the connection. */
export function sendBytes(port: number, bytes: string): Promise<SocketAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', reject)
    text(socket).then((whole) => resolve(parse(whole)), reject)
    socket.write(bytes, 'latin1')
  })
}

/** Returns the head of an HTTP request that closes the connection. */
export function lines(...head: readonly string[]): string {
  return [...head, 'Connection: close', '', ''].join('\r\n')
}

function parse(whole: string): SocketAnswer {
  const [head = '', ...rest] = whole.split('\r\n\r\n')
  const [statusLine = '', ...fields] = head.split('\r\n')
  const headers = Object.fromEntries(
    fields.map((field) => {
      const colon = field.indexOf(':')
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()]
    }),
  )
  return { status: Number(statusLine.split(' ')[1]), headers, text: rest.join('\r\n\r\n') }
}
