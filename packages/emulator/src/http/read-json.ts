import type { HonoRequest } from 'hono'
import { isRecord } from '../is-record.ts'
import { badRequest } from '../persona-error.ts'

/**
 * A request's body as a JSON object; no body at all is an empty one.
 *
 * @throws PersonaError 400
 */
export async function readJson(request: HonoRequest): Promise<Record<string, unknown>> {
  const text = await request.text()
  if (text === '') return {}
  const value = parse(text)
  if (!isRecord(value)) throw badRequest('The request body must be a JSON object')
  return value
}

/** An object inside a body; what is missing is an empty one. @throws PersonaError 400 */
export function readObject(body: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = body[name]
  if (value === undefined || value === null) return {}
  if (!isRecord(value)) throw badRequest(`${name} must be an object`)
  return value
}

/** A text inside a body, or `null`. @throws PersonaError 400 */
export function readText(body: Record<string, unknown>, name: string): string | null {
  const value = body[name]
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') throw badRequest(`${name} must be a string`)
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest('The request body is not valid JSON')
  }
}
