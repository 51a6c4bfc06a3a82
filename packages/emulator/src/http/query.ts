import type { HonoRequest } from 'hono'
import { badRequest } from '../persona-error.ts'
import { toKebab } from './inflection.ts'

/**
 * Reads the parameters of one kind by name, such as `filter[status]=created,pending` or
 * `filter[status][]=created`. Names may have any inflection.
 *
 * @throws PersonaError 400 for another syntax, and for a name that is not among the known ones
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

/** Splits comma-separated parameters into one list. */
export function splitList(values: readonly string[]): string[] {
  return values
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '')
}

/** Reads the `include` parameter; `undefined` without one. */
export function readInclude(request: HonoRequest): string[] | undefined {
  const include = request.queries('include')
  return include && splitList(include).map(toKebab)
}

/**
 * Reads the wanted attributes by type, such as `fields[inquiry]=status`. `fields=status` applies to
 * the primary type.
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

/** A page of a list, with links to the pages before and after. */
export interface Page<Entity> {
  readonly entities: readonly Entity[]
  readonly links: { readonly prev: string | null; readonly next: string | null }
}

/**
 * Returns a page of a list, newest first, by `page[after]`, `page[before]` and `page[size]`. A cursor
 * stays valid when the filter no longer matches its entity.
 *
 * @throws PersonaError 400
 */
export function paginate<Entity extends { id: string }>(
  request: HonoRequest,
  oldestFirst: readonly Entity[],
  isListed: (entity: Entity) => boolean,
): Page<Entity> {
  const page = readQuery(request, 'page', ['after', 'before', 'size'])
  const size = readSize(page.get('size')?.[0])
  const after = page.get('after')?.[0]
  const before = page.get('before')?.[0]
  if (after !== undefined && before !== undefined) {
    throw badRequest('page[after] and page[before] exclude each other')
  }
  const all = oldestFirst.toReversed()
  const start = after === undefined ? 0 : positionOf(all, after) + 1
  const end = before === undefined ? all.length : positionOf(all, before)
  const candidates = all.slice(start, end).filter(isListed)
  const entities = before === undefined ? candidates.slice(0, size) : candidates.slice(-size)
  const [first, last] = [entities[0], entities.at(-1)]
  const isAnyListed = (part: readonly Entity[]) => part.some(isListed)
  return {
    entities,
    links: {
      prev:
        first && isAnyListed(all.slice(0, all.indexOf(first)))
          ? linkTo(request, 'before', first.id)
          : null,
      next:
        last && isAnyListed(all.slice(all.indexOf(last) + 1))
          ? linkTo(request, 'after', last.id)
          : null,
    },
  }
}

function positionOf(entities: readonly { id: string }[], id: string): number {
  const index = entities.findIndex((entity) => entity.id === id)
  if (index < 0) throw badRequest('page cursor is not the id of an object in this list')
  return index
}

function readSize(text = '10'): number {
  const size = /^\d+$/.test(text) ? Number(text) : 0
  if (size < 1 || size > 100) throw badRequest('page[size] must be between 1 and 100')
  return size
}

function linkTo(request: HonoRequest, cursor: 'after' | 'before', id: string): string {
  const url = new URL(request.url)
  url.searchParams.delete('page[after]')
  url.searchParams.delete('page[before]')
  url.searchParams.set(`page[${cursor}]`, id)
  return `${url.pathname}${url.search}`
}
