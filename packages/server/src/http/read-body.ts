import { Refusal } from './problem.ts'

/** The media type of a request, without its parameters; `undefined` where it names none. */
export function mediaTypeOf({ headers }: Request): string | undefined {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
}

/** The refusal of a body that is no JSON. */
export function unsupportedType(): Refusal {
  return new Refusal('invalid_request', {
    status: 415,
    detail: 'Send the body as Content-Type: application/json.',
  })
}

/** Refuses a body that announces itself as too large. */
export function requireLength({ headers }: Request, maximumBytes: number): void {
  if (Number(headers.get('content-length') ?? 0) > maximumBytes) throw tooLarge(maximumBytes)
}

/**
 * Reads a body, and stops where it is too large.
 *
 * @throws {Refusal} `invalid_request`
 * @throws {TypeError} when something has read it before
 */
export async function readBody(request: Request, maximumBytes: number): Promise<Uint8Array> {
  if (request.bodyUsed) {
    throw new TypeError(
      'The body of the request was read before it reached the handler. Mount the handler before whatever parses bodies, and let authenticate read a clone.',
    )
  }
  if (/^\d+$/.test(request.headers.get('content-length') ?? '')) {
    return await readAnnounced(request, maximumBytes)
  }
  const body: ReadableStream<Uint8Array> | null = request.body
  if (body === null) return new Uint8Array()
  try {
    return await readAtMost(body, maximumBytes)
  } catch (error) {
    body.cancel(error).catch(() => {})
    if (error instanceof Refusal) throw error
    throw brokenOff(error)
  }
}

/** Reads a body as long as it says, to which servers hold it; it costs a good deal less than a stream. */
async function readAnnounced(request: Request, maximumBytes: number): Promise<Uint8Array> {
  requireLength(request, maximumBytes)
  const whole = await request.arrayBuffer().catch((error: unknown) => {
    throw brokenOff(error)
  })
  if (whole.byteLength > maximumBytes) throw tooLarge(maximumBytes)
  return new Uint8Array(whole)
}

async function readAtMost(
  body: ReadableStream<Uint8Array>,
  maximumBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  // Not cancelled by the loop, which would wait for that: where the request was cloned, until the
  // clone is read to its end or cancelled too.
  for await (const chunk of body.values({ preventCancel: true })) {
    length += chunk.byteLength
    if (length > maximumBytes) throw tooLarge(maximumBytes)
    chunks.push(chunk)
  }
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

function brokenOff(cause: unknown): Refusal {
  return new Refusal('invalid_request', { detail: 'The body broke off.', cause })
}

function tooLarge(maximumBytes: number): Refusal {
  return new Refusal('invalid_request', {
    status: 413,
    detail: `The body is larger than ${maximumBytes} bytes.`,
  })
}
