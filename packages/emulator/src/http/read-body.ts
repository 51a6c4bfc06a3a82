import type { HonoRequest } from 'hono'
import type { z } from 'zod'
import { isRecord } from '../is-record.ts'
import { PersonaError, badRequest } from '../persona-error.ts'
import { toKebab } from './inflection.ts'

/** Nothing that Persona's document describes comes near. */
const greatestDepth = 32

/**
 * A request's body in the shape that a call expects, with its keys in kebab-case whichever
 * inflection they came in. No body at all is an empty object.
 *
 * @throws PersonaError 400
 */
export async function readBody<Body>(request: HonoRequest, shape: z.ZodType<Body>): Promise<Body> {
  const text = await request.text()
  const body = text === '' ? {} : parse(text, request.header('Content-Type'))
  const read = shape.safeParse(withKebabKeys(body, 0), { error: describe })
  if (read.success) return read.data
  const entries = read.error.issues.map(({ path, message }) => ({
    title: 'Bad Request',
    details: `${path.length === 0 ? 'The body' : path.join('.')} ${message}`,
  }))
  throw new PersonaError(400, ...entries)
}

function parse(text: string, contentType = ''): unknown {
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(contentType)) {
    throw badRequest(`Content-Type must be application/json, and not ${contentType || 'missing'}`)
  }
  try {
    const body: unknown = JSON.parse(text)
    if (isRecord(body)) return body
  } catch {
    throw badRequest('The request body is not valid JSON')
  }
  throw badRequest('The request body must be a JSON object')
}

function withKebabKeys(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === greatestDepth) {
    throw badRequest(`The request body is nested deeper than ${greatestDepth} levels`)
  }
  if (Array.isArray(value)) return value.map((item) => withKebabKeys(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [toKebab(key), withKebabKeys(inner, depth + 1)]),
  )
}

const nouns: Readonly<Record<string, string>> = {
  string: 'a string',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  array: 'an array',
  object: 'an object',
  record: 'an object',
}

function describe(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'is missing'
  if (issue.code === 'invalid_type') return `must be ${nouns[issue.expected] ?? issue.expected}`
  if (issue.code === 'too_small' && issue.origin === 'string') return 'must not be empty'
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`
  return 'is not valid'
}
