import type { IncomingMessage } from 'node:http'

/** Bytes of a refused body that are read and dropped, so that the client gets to read the answer. */
const longestRest = 16 * 1024 * 1024

/**
 * Reads a body as it is asked for. Cancelling leaves the connection alone, which `Readable.toWeb`
 * would close before the answer is written.
 */
export function readNodeBody(message: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Buffer, undefined> = message.iterator({ destroyOnReturn: false })
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk: IteratorResult<Buffer, undefined> = await chunks.next()
        if (chunk.done === true) controller.close()
        else controller.enqueue(new Uint8Array(chunk.value))
      },
      async cancel() {
        await chunks.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

/** Drops what nobody has read of a body, and the connection where that is too much. */
export function dropRest(message: IncomingMessage): void {
  if (message.complete || message.destroyed) return
  let bytes = 0
  message.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength
    if (bytes > longestRest) message.destroy()
  })
  // The client may go away meanwhile, which is nothing to anybody.
  message.on('error', () => {})
}
