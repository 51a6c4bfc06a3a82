import type { HonoRequest } from 'hono'
import type { z } from 'zod'
import { isRecord } from '../is-record.ts'
import { PersonaError, badRequest } from '../persona-error.ts'
import { toKebab } from './inflection.ts'

/** Far more than any body in Persona's document. */
const maxDepth = 32

/**
 * Reads a request's body with its keys in kebab-case. A missing body counts as an empty object.
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
  return parseObject(text)
}

function withKebabKeys(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === maxDepth) {
    throw badRequest(`The request body is nested deeper than ${maxDepth} levels`)
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

/**
 * Reads a request's body as a JSON object. A missing body counts as an empty one.
 *
 * @throws PersonaError 400
 */
export async function readJson(request: HonoRequest): Promise<Record<string, unknown>> {
  const text = await request.text()
  if (text === '') return {}
  return parseObject(text)
}

/** Reads an object of a body; a missing one counts as empty. @throws PersonaError 400 */
export function readObject(body: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = body[name]
  if (value === undefined || value === null) return {}
  if (!isRecord(value)) throw badRequest(`${name} must be an object`)
  return value
}

/** Reads a string of a body, or `null`. @throws PersonaError 400 */
export function readText(body: Record<string, unknown>, name: string): string | null {
  const value = body[name]
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') throw badRequest(`${name} must be a string`)
  return value
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw badRequest('The request body is not valid JSON')
  }
  if (!isRecord(value)) throw badRequest('The request body must be a JSON object')
  return value
}
