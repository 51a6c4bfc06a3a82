import { raceTimeout } from '../timeouts.ts'
import { ProblemError } from './problem.ts'

/** Maximum size of a JSON body. Every body of the contract is far smaller. */
const maxJsonBytes = 4 * 1024

const jsonType = 'application/json'

/**
 * Checks the headers of a JSON body, before anything is read.
 *
 * @throws {ProblemError} `invalid_request`
 */
export function checkJsonHeaders(request: Request, isOptional: boolean): void {
  const type = getMediaType(request)
  // Without a type the body may still be empty; some servers turn no body into an empty one.
  const mayBeEmpty = isOptional && type === undefined
  if (type !== jsonType && !mayBeEmpty) throw unsupportedMediaType()
  requireLength(request, maxJsonBytes)
}

/**
 * Reads a JSON object; returns `undefined` for an empty body if that is optional.
 *
 * @throws {ProblemError} `invalid_request`
 */
export async function readJsonObject(
  request: Request,
  isOptional: boolean = false,
): Promise<object | undefined> {
  const text = new TextDecoder().decode(await readBody(request, maxJsonBytes))
  if (text === '' && isOptional) return undefined
  if (getMediaType(request) !== jsonType) throw unsupportedMediaType()
  const value = parseJson(text)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new ProblemError('invalid_request', { detail: 'The body is no JSON object.' })
}

/** Parses JSON; returns `undefined` if it is malformed. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Drop the error: its message quotes the body.
    return undefined
  }
}

/** Returns the media type of a request without parameters, or `undefined` if it names none. */
export function getMediaType({ headers }: Request): string | undefined {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
}

/** Creates the problem of a body that is not JSON. */
export function unsupportedMediaType(): ProblemError {
  return new ProblemError('invalid_request', {
    status: 415,
    detail: 'Send the body as Content-Type: application/json.',
  })
}

/**
 * Checks the announced length of a body.
 *
 * @throws {ProblemError} `invalid_request`
 */
export function requireLength({ headers }: Request, maxBytes: number): void {
  if (Number(headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes)
}

/** Milliseconds for a body to arrive. The bodies of browsers fit into a packet. */
const bodyTimeout = 10_000

/**
 * Reads a body, and stops if it is too large or takes too long.
 *
 * @throws {ProblemError} `invalid_request`
 * @throws {TypeError} if the body has been read before
 */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (request.bodyUsed) throw readBefore()
  if (/^\d+$/.test(request.headers.get('content-length') ?? '')) {
    return await raceTimeout(readAnnounced(request, maxBytes), bodyTimeout, timedOut)
  }
  const body: ReadableStream<Uint8Array> | null = request.body
  if (body === null) return new Uint8Array()
  if (body.locked) throw readBefore()
  const reader = body.getReader()
  try {
    const bytes = await raceTimeout(readStream(reader, maxBytes), bodyTimeout, timedOut)
    if (bytes === undefined) throw tooLarge(maxBytes)
    return bytes
  } catch (error) {
    // Do not wait for this: it ends when every clone is read or canceled too.
    reader.cancel(error).catch(() => {})
    if (error instanceof ProblemError) throw error
    throw aborted(error)
  }
}

/** Reads a body of announced length, which servers enforce. Much cheaper than reading a stream. */
async function readAnnounced(request: Request, maxBytes: number): Promise<Uint8Array> {
  requireLength(request, maxBytes)
  const buffer = await request.arrayBuffer().catch((error: unknown) => {
    // Look at the stream only now: some servers create it when it is first looked at, at some cost.
    throw !request.bodyUsed && request.body?.locked === true ? readBefore() : aborted(error)
  })
  if (buffer.byteLength > maxBytes) throw tooLarge(maxBytes)
  return new Uint8Array(buffer)
}

/**
 * Reads a stream to its end; returns `undefined` as soon as it turns out to be too large. Reading on or
 * canceling is up to the caller.
 */
export async function readStream(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.byteLength
    if (length > maxBytes) return undefined
    chunks.push(value)
  }
  const [first] = chunks
  if (first !== undefined && chunks.length === 1) return first
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

function readBefore(): TypeError {
  return new TypeError(
    'The body of the request was read before it reached the handler. Mount the handler before whatever parses bodies, and let authenticate read a clone.',
  )
}

function timedOut(): ProblemError {
  return new ProblemError('invalid_request', {
    status: 408,
    detail: `The body did not end within ${bodyTimeout / 1000} s.`,
  })
}

function aborted(cause: unknown): ProblemError {
  return new ProblemError('invalid_request', { detail: 'The body broke off.', cause })
}

function tooLarge(maxBytes: number): ProblemError {
  return new ProblemError('invalid_request', {
    status: 413,
    detail: `The body is larger than ${maxBytes} bytes.`,
  })
}
