import { type SessionReason, sessionReasons } from '@resumable-inquiry/core/wire'
import { readPath } from './persona/read-path.ts'
import { Refusal } from './problem.ts'

// Every body of the contract fits many times over.
const maximumBytes = 4 * 1024

const longestLink = 2 ** 31 - 1

/**
 * Reads why a session is asked for.
 *
 * @throws {Refusal} `invalid_request`
 */
export async function readSessionReason(request: Request): Promise<SessionReason> {
  const given = readPath(await readJson(request), 'reason')
  const reason = sessionReasons.find((candidate) => candidate === given)
  if (reason === undefined) {
    throw new Refusal('invalid_request', {
      detail: `The body must be { "reason" }, one of ${sessionReasons.join(', ')}.`,
    })
  }
  return reason
}

/**
 * Reads for how many seconds a link is to last; `undefined` where the request does not say.
 *
 * @throws {Refusal} `invalid_request`
 */
export async function readLinkLifetime(request: Request): Promise<number | undefined> {
  const seconds = readPath(await readJson(request, { optional: true }), 'expiresInSeconds')
  if (seconds === undefined) return undefined
  if (typeof seconds === 'number' && Number.isInteger(seconds)) {
    if (seconds >= 1 && seconds <= longestLink) return seconds
  }
  throw new Refusal('invalid_request', {
    detail: 'expiresInSeconds must be a whole number of seconds, at least 1.',
  })
}

async function readJson(request: Request, { optional = false } = {}): Promise<unknown> {
  const type = request.headers.get('content-type')
  const isJson = type?.split(';')[0]?.trim().toLowerCase() === 'application/json'
  // Without a type there may be no body, which some servers hand over as an empty one.
  if (!isJson && !(optional && type === null)) throw unsupportedType()
  const text = await readText(request)
  if (text === '' && optional) return undefined
  if (!isJson) throw unsupportedType()
  return parseObject(text)
}

function unsupportedType(): Refusal {
  return new Refusal('invalid_request', {
    status: 415,
    detail: 'Send the body as Content-Type: application/json.',
  })
}

function parseObject(text: string): unknown {
  const problem = new Refusal('invalid_request', { detail: 'The body is no JSON object.' })
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    throw problem
  }
  throw problem
}

async function readText(request: Request): Promise<string> {
  if (request.bodyUsed) {
    throw new TypeError(
      'The body of the request was read before it reached the handler. Mount the handler before whatever parses bodies, and let authenticate read a clone.',
    )
  }
  if (Number(request.headers.get('content-length') ?? 0) > maximumBytes) throw tooLarge()
  const body: ReadableStream<Uint8Array> | null = request.body
  if (body === null) return ''
  try {
    return await readAtMost(body)
  } catch (error) {
    body.cancel(error).catch(() => {})
    if (error instanceof Refusal) throw error
    throw new Refusal('invalid_request', { detail: 'The body broke off.', cause: error })
  }
}

async function readAtMost(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  // Not cancelled by the loop, which would wait for that: where the request was cloned, until the
  // clone is read to its end or cancelled too.
  for await (const chunk of body.values({ preventCancel: true })) {
    bytes += chunk.byteLength
    if (bytes > maximumBytes) throw tooLarge()
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function tooLarge(): Refusal {
  return new Refusal('invalid_request', {
    status: 413,
    detail: `The body is larger than ${maximumBytes} bytes.`,
  })
}
