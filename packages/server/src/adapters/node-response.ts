import type { IncomingMessage } from 'node:http'

/** Bytes of a body that are read and dropped after the answer. */
const longestRest = 16 * 1024 * 1024

/**
 * Makes an answer end only when the client has sent its whole body, which is dropped. A connection
 * that is closed while the client sends may lose the answer on the way.
 */
export async function holdOpen(answer: Response, message: IncomingMessage): Promise<Response> {
  const rest = dropRest(message)
  if (answer.body === null) return answer
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const { status } = answer
  const headers = new Headers(answer.headers)
  // By its length the client knows that it has it all.
  headers.set('content-length', String(bytes.byteLength))
  if (rest === undefined) return new Response(bytes, { status, headers })
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
function dropRest(message: IncomingMessage): Promise<void> | undefined {
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
      if (bytes > longestRest) message.destroy()
    })
  })
}
