import type { HonoRequest } from 'hono'
import { badRequest } from '../persona-error.ts'
import { toKebab } from './inflection.ts'

/**
 * The parameters of one kind, such as `filter[status]=created,pending`, by name. Names may be in any
 * inflection, and a list may be given as `filter[status][]=…` too.
 *
 * @throws PersonaError 400 for what is written otherwise, and for a name that is not known, if there
 *   are known ones
 */
export function readQuery(
  request: HonoRequest,
  kind: string,
  known?: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>()
  for (const [key, texts] of Object.entries(request.queries())) {
    if (!key.startsWith(`${kind}[`)) continue
    const given = /^\w+\[([^[\]]+)\](?:\[\])?$/.exec(key)?.[1]
    if (given === undefined) throw badRequest(`${key} must be ${kind}[…], with one name in it`)
    const name = toKebab(given)
    if (known?.includes(name) === false) {
      throw badRequest(`${kind}[${name}] is not known. There are: ${known.join(', ')}`)
    }
    values.set(name, [...(values.get(name) ?? []), ...texts])
  }
  return values
}

/** A comma separated list out of one or more parameters. */
export function splitList(values: readonly string[]): string[] {
  return values
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '')
}

/** The relationships that a call wants along, or `undefined` where it does not say. */
export function readInclude(request: HonoRequest): string[] | undefined {
  const include = request.queries('include')
  return include && splitList(include).map(toKebab)
}

/**
 * The attributes that a call wants, by type, as `fields[inquiry]=status`. `fields=status` is for the
 * type that the call is about.
 */
export function readSparseFields(
  request: HonoRequest,
  primaryType: string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const fields = new Map<string, ReadonlySet<string>>()
  const ofPrimary = request.queries('fields')
  if (ofPrimary) fields.set(primaryType, namesOf(ofPrimary))
  for (const [type, names] of readQuery(request, 'fields')) fields.set(type, namesOf(names))
  return fields
}

function namesOf(values: readonly string[]): ReadonlySet<string> {
  return new Set(splitList(values).map(toKebab))
}
