import type { HonoRequest } from 'hono'
import { badRequest } from '../persona-error.ts'
import { readQuery } from './read-query.ts'

/** One page of a list, and where its neighbours are. */
export interface Page<Entity> {
  readonly entities: readonly Entity[]
  readonly links: { readonly prev: string | null; readonly next: string | null }
}

/**
 * One page of a list, newest first, by Persona's `page[after]`, `page[before]` and `page[size]`. A
 * cursor holds its place also when it is no longer among what is listed.
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
