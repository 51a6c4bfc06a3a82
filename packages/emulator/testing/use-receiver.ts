import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

/** A webhook's body. */
export interface ReceivedEvent {
  data: {
    type: string
    id: string
    attributes: { name: string; payload: { data: unknown; included: unknown[] } }
  }
}

export interface ReceivedRequest {
  readonly method: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly event: ReceivedEvent
}

/** A server that receives webhooks. */
export interface Receiver {
  readonly url: string
  answerWith(status: number | 'never', headers?: OutgoingHttpHeaders): void
  /** Returns the next request. */
  next(): Promise<ReceivedRequest>
  take(count: number): Promise<ReceivedRequest[]>
  /** The number of requests that `next` has not returned yet. */
  waiting(): number
  /** Resolves when the sender has aborted a request. */
  hungUp(): Promise<void>
  close(): Promise<void>
}

// Tests compare every member that they read.
const parseEvent: (text: string) => ReceivedEvent = JSON.parse

/** Starts a receiver on a free port, and closes it after the test. */
export async function useReceiver(): Promise<Receiver> {
  const received: ReceivedRequest[] = []
  const arrival = new EventTarget()
  let hangUp = () => {}
  const hungUp = new Promise<void>((resolve) => {
    hangUp = resolve
  })
  let answer: { status: number | 'never'; headers: OutgoingHttpHeaders } = {
    status: 200,
    headers: {},
  }
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const { method, headers } = request
    const body = await text(request)
    received.push({ method, headers, body, event: parseEvent(body) })
    response.on('close', () => response.writableFinished || hangUp())
    if (answer.status !== 'never') response.writeHead(answer.status, answer.headers).end()
    arrival.dispatchEvent(new Event('request'))
  }
  const server = createServer((request, response) => void receive(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const close = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  onTestFinished(close)
  const next = async () => {
    while (received.length === 0) await once(arrival, 'request')
    const [first] = received.splice(0, 1)
    if (!first) throw new Error('There is no request.')
    return first
  }
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    answerWith(status, headers = {}) {
      answer = { status, headers }
    },
    next,
    async take(count) {
      const taken: ReceivedRequest[] = []
      while (taken.length < count) taken.push(await next())
      return taken
    },
    waiting: () => received.length,
    hungUp: () => hungUp,
    close,
  }
}
