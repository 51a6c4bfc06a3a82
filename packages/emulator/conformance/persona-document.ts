import { readFileSync } from 'node:fs'
import { isRecord } from '../src/is-record.ts'
import { type KnownOperation, routes } from '../src/operations.ts'
import { type Check, createValidator } from './validator.ts'

/** Persona's OpenAPI file, with the calls that the emulator has. */
export interface PersonaDocument {
  /** The described calls. */
  readonly operations: readonly KnownOperation[]
  /** Returns the schema of a response's body; `undefined` for a call that the file lacks. */
  checkOf(operation: KnownOperation, status: number): Check | undefined
}

/**
 * Additions to Persona's responses since the file of early 2025. They come without a new API version,
 * and a back end may rely on them.
 */
const additions: readonly (readonly [path: readonly string[], schema: object])[] = [
  [
    ['components', 'schemas', 'inquiry', 'properties', 'attributes', 'allOf', '1', 'properties'],
    { 'expires-at': { type: 'string', format: 'date-time' } },
  ],
  [
    [
      'paths',
      '/inquiries',
      'post',
      'responses',
      '201',
      'content',
      'application/json',
      'schema',
      'properties',
    ],
    {
      meta: {
        type: 'object',
        additionalProperties: false,
        properties: {
          'session-token': { type: ['string', 'null'] },
          'one-time-link': { type: ['string', 'null'] },
          'one-time-link-short': { type: ['string', 'null'] },
        },
      },
    },
  ],
]

/** @throws Error for a described call that the emulator lacks */
export function readPersonaDocument(file: string): PersonaDocument {
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'))
  for (const [path, schema] of additions) addTo(at(document, path), schema)
  const validator = createValidator({ persona: at(document, []) })
  const described = describedCalls(document)
  return {
    operations: described,
    checkOf(operation, status) {
      if (!described.includes(operation)) return undefined
      const pointer = pointerOf(document, operation, status)
      if (pointer === undefined) return () => [`${operation} must not answer ${status}`]
      return validator.check({ $ref: `persona#${pointer}` })
    },
  }
}

function describedCalls(document: unknown): KnownOperation[] {
  const paths = Object.entries(at(document, ['paths']))
  return paths
    .filter(([path]) => /^\/inquir(ies|y-sessions)\b/.test(path))
    .flatMap(([path, methods]) =>
      Object.keys(isRecord(methods) ? methods : {}).map((method) => {
        const route = routes.find(
          (candidate) => candidate.path === path && candidate.method === method.toUpperCase(),
        )
        if (!route) throw new Error(`The emulator has no ${method.toUpperCase()} ${path}.`)
        return route.operation
      }),
    )
}

/** Returns the path of a response's schema in the file, or `undefined`. */
function pointerOf(
  document: unknown,
  operation: KnownOperation,
  status: number,
): string | undefined {
  const route = routes.find((candidate) => candidate.operation === operation)
  if (!route) return undefined
  let path = ['paths', route.path, route.method.toLowerCase(), 'responses', String(status)]
  const response = find(document, path)
  if (!isRecord(response)) return undefined
  const { $ref } = response
  if (typeof $ref === 'string') path = $ref.replace('#/', '').split('/')
  const content = at(document, [...path, 'content'])
  const [type = ''] = Object.keys(content)
  return [...path, 'content', type, 'schema']
    .map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`)
    .join('')
}

/** Returns the object at a path of the file. @throws Error without one */
function at(document: unknown, path: readonly string[]): Record<string, unknown> {
  const value = find(document, path)
  if (!isRecord(value)) throw new Error(`The file has no ${path.join('.')}.`)
  return value
}

function find(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, part) => {
    if (Array.isArray(value)) return value[Number(part)] as unknown
    return isRecord(value) ? value[part] : undefined
  }, document)
}

function addTo(place: Record<string, unknown>, additional: object): void {
  for (const [name, schema] of Object.entries(additional)) {
    if (name in place) throw new Error(`The file knows ${name} by now: take it off the additions.`)
    place[name] = schema
  }
}
