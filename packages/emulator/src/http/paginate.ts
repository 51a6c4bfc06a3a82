import type { HonoRequest } from 'hono'
import type { Resource, ResourceDocument } from '../formatters/resource.ts'
import { badRequest } from '../persona-error.ts'

/**
 * One page of a list, newest first, by Persona's `page[after]`, `page[before]` and `page[size]`.
 *
 * @throws PersonaError 400
 */
export function paginate<Entity extends { id: string }>(
  request: HonoRequest,
  oldestFirst: readonly Entity[],
  format: (entity: Entity) => Resource,
): ResourceDocument {
  const entities = oldestFirst.toReversed()
  const size = readSize(request.query('page[size]'))
  const start = firstOfPage(entities, size, request)
  const page = entities.slice(start, start + size)
  const link = (cursor: 'after' | 'before', entity: Entity | undefined, exists: boolean) =>
    entity && exists ? linkTo(request, cursor, entity.id) : null
  return {
    data: page.map(format),
    links: {
      prev: link('before', page[0], start > 0),
      next: link('after', page.at(-1), start + size < entities.length),
    },
  }
}

function firstOfPage(
  entities: readonly { id: string }[],
  size: number,
  request: HonoRequest,
): number {
  const after = request.query('page[after]')
  if (after !== undefined) return indexOf(entities, after) + 1
  const before = request.query('page[before]')
  if (before !== undefined) return Math.max(0, indexOf(entities, before) - size)
  return 0
}

function indexOf(entities: readonly { id: string }[], id: string): number {
  const index = entities.findIndex((entity) => entity.id === id)
  if (index < 0) throw badRequest('page cursor is not the id of an object in this list')
  return index
}

function readSize(text = '10'): number {
  const size = Number(text)
  if (!Number.isInteger(size) || size < 1 || size > 100) {
    throw badRequest('page[size] must be between 1 and 100')
  }
  return size
}

function linkTo(request: HonoRequest, cursor: 'after' | 'before', id: string): string {
  const url = new URL(request.url)
  url.searchParams.delete('page[after]')
  url.searchParams.delete('page[before]')
  url.searchParams.set(`page[${cursor}]`, id)
  return `${url.pathname}${url.search}`
}
