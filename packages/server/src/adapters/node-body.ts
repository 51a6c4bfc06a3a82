import type { IncomingMessage } from 'node:http'

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
