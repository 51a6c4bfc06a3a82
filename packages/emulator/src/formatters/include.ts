import { badRequest } from '../persona-error.ts'
import type { World } from '../world.ts'
import { findResource } from './find-resource.ts'
import type { Relationship, Resource, ResourceIdentifier } from './resource.ts'

/**
 * The resources that some paths of relationships lead to, each once and none of those that they
 * start from. A path has one relationship, or two with a dot between.
 *
 * @throws PersonaError 400 for a relationship that there is not
 */
export function include(
  world: World,
  primary: readonly Resource[],
  paths: readonly string[],
): Resource[] {
  const found = new Map<string, Resource>()
  const follow = (resources: readonly Resource[], name: string) =>
    resources.flatMap((resource) => {
      const { relationships = {} } = resource
      const relationship = Object.hasOwn(relationships, name) ? relationships[name] : undefined
      if (!relationship) throw unknownRelationship(name, resource)
      return targetsOf(relationship).flatMap((target) => {
        const key = `${target.type} ${target.id}`
        const related = found.get(key) ?? findResource(world, target)
        if (related) found.set(key, related)
        return related ?? []
      })
    })
  for (const path of paths) {
    const [first = '', second, ...rest] = path.split('.')
    if (rest.length > 0) throw badRequest(`include must not go deeper than one level: ${path}`)
    const related = follow(primary, first)
    if (second !== undefined) follow(related, second)
  }
  for (const { type, id } of primary) found.delete(`${type} ${id}`)
  return [...found.values()]
}

function targetsOf({ data }: Relationship): readonly ResourceIdentifier[] {
  if (data === null) return []
  return Array.isArray(data) ? data : [data]
}

function unknownRelationship(name: string, { type, relationships = {} }: Resource) {
  const known = Object.keys(relationships).join(', ')
  return badRequest(`include names no relationship of ${type}: ${name}. There are: ${known}`)
}
