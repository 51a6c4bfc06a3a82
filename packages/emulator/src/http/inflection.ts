import { badRequest } from '../persona-error.ts'

/** How the keys of an answer are written. */
export type Inflection = 'kebab' | 'camel' | 'snake'

/** The inflection that a call asks for by its `Key-Inflection`. @throws PersonaError 400 */
export function readInflection(header: string | undefined): Inflection {
  if (header === undefined || header === 'kebab') return 'kebab'
  if (header === 'camel' || header === 'snake') return header
  throw badRequest('Key-Inflection must be one of kebab, camel, snake')
}

const writers: Readonly<Record<Exclude<Inflection, 'kebab'>, (key: string) => string>> = {
  camel: (key) => key.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
  snake: (key) => key.replaceAll('-', '_'),
}

/** The same with its keys written otherwise, at every depth; names of fields are keys too. */
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

/** A key in kebab-case, whichever of the three it was written in. */
export function toKebab(key: string): string {
  if (!/[A-Z_]/.test(key)) return key
  return key
    .replaceAll('_', '-')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([a-z])(\d)/g, '$1-$2')
    .toLowerCase()
}
