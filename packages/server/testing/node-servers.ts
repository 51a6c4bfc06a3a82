import { createServer, request as httpRequest } from 'node:http'
import { connect, createSecureServer } from 'node:http2'
import type { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { generate } from 'selfsigned'
import type { NodeRequest, NodeResponse } from '../src/adapters/node.ts'
import { listen } from './listen.ts'
import type { SocketAnswer, SocketRequest } from './socket.ts'

/** A request whose body has not ended. */
export interface OpenRequest {
  readonly answer: Promise<SocketAnswer>
  /** Sends a part of the body; resolves to `false` if the connection is closed. */
  write(part: string): Promise<boolean>
  end(): void
  /** Aborts the request. */
  abort(): void
}

/** A server of Node's with a client. */
export interface NodeServer {
  /** Sends the headers of a request. */
  open(path: string, request?: Omit<SocketRequest, 'body'>): OpenRequest
  close(): Promise<void>
}

/** The part of a response that a middleware uses. */
export interface MiddlewareResponse extends NodeResponse {
  write(chunk: Uint8Array | string): unknown
  destroy(): unknown
}

/** Starts a server and its client. */
export type StartServer = (
  listener: (request: NodeRequest, response: MiddlewareResponse) => void,
) => Promise<NodeServer>

/** Starts HTTP/1.1. */
export const startHttp: StartServer = async (listener) => {
  const server = createServer(listener)
  const port = await listen(server)
  return {
    open(path, { method = 'POST', headers = {} } = {}) {
      const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false })
      const answer = new Promise<SocketAnswer>((resolve, reject) => {
        request.on('error', reject)
        request.on('response', (response) => {
          const { statusCode: status = 0, headers: received } = response
          text(response).then((read) => resolve({ status, headers: received, text: read }), reject)
        })
      })
      request.flushHeaders()
      return openRequest(request, answer)
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

/** Starts HTTP/2 over TLS, with a new self-signed certificate. */
export const startHttp2: StartServer = async (listener) => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  })
  const server = createSecureServer({ key, cert }, listener)
  const session = connect(`https://localhost:${await listen(server)}`, { ca: cert })
  return {
    open(path, { method = 'POST', headers = {} } = {}) {
      const request = session.request(
        { ':method': method, ':path': path, ...headers },
        { endStream: false },
      )
      const answer = new Promise<SocketAnswer>((resolve, reject) => {
        request.on('error', reject)
        request.on('close', () => reject(new Error('The stream was closed.')))
        request.on('response', ({ ':status': status = 0, ...received }) => {
          text(request).then((read) => resolve({ status, headers: received, text: read }), reject)
        })
      })
      return openRequest(request, answer)
    },
    async close() {
      session.destroy()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

/** The protocols that Node's adapter supports. */
export const protocols: readonly [string, StartServer][] = [
  ['HTTP/1.1', startHttp],
  ['HTTP/2', startHttp2],
]

function openRequest(request: Writable, answer: Promise<SocketAnswer>): OpenRequest {
  // A test may ignore the response.
  answer.catch(() => {})
  return {
    answer,
    async write(part) {
      if (!request.write(part)) {
        await new Promise<void>((resolve) => {
          const goOn = () => {
            request.off('drain', goOn)
            request.off('close', goOn)
            resolve()
          }
          request.on('drain', goOn)
          request.on('close', goOn)
        })
      }
      return !request.destroyed
    },
    end: () => request.end(),
    abort: () => request.destroy(),
  }
}
