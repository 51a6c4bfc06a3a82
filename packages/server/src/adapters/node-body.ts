import type { NodeRequest } from './node-request.ts'

/**
 * Reads a body as it is asked for. Cancelling leaves the connection alone, which `Readable.toWeb`
 * would close before the answer is written.
 */
export function readNodeBody(message: NodeRequest): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Buffer, undefined> = message.iterator({ destroyOnReturn: false })
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk: IteratorResult<Buffer, undefined> = await chunks.next()
        if (chunk.done !== true) return controller.enqueue(new Uint8Array(chunk.value))
        // Where a client of HTTP/2 leaves, Node ends the request as if the whole body had come.
        if ('stream' in message && message.stream.aborted) {
          return controller.error(new Error('The client left before the body had ended.'))
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
