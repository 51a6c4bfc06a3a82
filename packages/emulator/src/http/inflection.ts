import { badRequest } from '../persona-error.ts'

/** The spelling of keys in a response. */
export type Inflection = 'kebab' | 'camel' | 'snake'

/** Reads a `Key-Inflection` header. @throws PersonaError 400 */
export function readInflection(header: string | undefined): Inflection {
  if (header === undefined || header === 'kebab') return 'kebab'
  if (header === 'camel' || header === 'snake') return header
  throw badRequest('Key-Inflection must be one of kebab, camel, snake')
}

const writers: Readonly<Record<Exclude<Inflection, 'kebab'>, (key: string) => string>> = {
  camel: (key) => key.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
  snake: (key) => key.replaceAll('-', '_'),
}

/** Returns a copy with inflected keys at every depth, names of fields included. */
export function inflect(value: unknown, inflection: Inflection): unknown {
  return inflection === 'kebab' ? value : rewrite(value, writers[inflection])
}

function rewrite(value: unknown, write: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, write))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [write(key), rewrite(inner, write)]),
  )
}

/** Converts a key of any inflection to kebab-case. */
export function toKebab(key: string): string {
  if (!/[A-Z_]/.test(key)) return key
  return key
    .replaceAll('_', '-')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([a-z])(\d)/g, '$1-$2')
    .toLowerCase()
}
