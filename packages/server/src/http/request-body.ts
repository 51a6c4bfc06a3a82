import { type SessionReason, sessionReasons } from '@resumable-inquiry/core/wire'
import { readPath } from '../get-in.ts'
import { Refusal } from './problem.ts'
import { mediaTypeOf, readBody, requireLength, unsupportedType } from './read-body.ts'
import type { Route } from './router.ts'

// Every body of the contract fits many times over.
const maximumBytes = 4 * 1024

const jsonType = 'application/json'

const longestLink = 2 ** 31 - 1

/**
 * Checks what a body says of itself, before anybody is asked anything or a byte is read.
 *
 * @throws {Refusal} `invalid_request`
 */
export function checkBodyHeaders(request: Request, { action }: Route): void {
  if (action === 'summary') return
  const type = mediaTypeOf(request)
  // Without a type there may be no body, which some servers hand over as an empty one.
  const mayBeAbsent = action === 'link' && type === undefined
  if (type !== jsonType && !mayBeAbsent) throw unsupportedType()
  requireLength(request, maximumBytes)
}

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
  const text = new TextDecoder().decode(await readBody(request, maximumBytes))
  if (text === '' && optional) return undefined
  if (mediaTypeOf(request) !== jsonType) throw unsupportedType()
  return parseObject(text)
}

function parseObject(text: string): unknown {
  const value = parse(text)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new Refusal('invalid_request', { detail: 'The body is no JSON object.' })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Without the cause, whose words are a piece of the body.
    return undefined
  }
}
