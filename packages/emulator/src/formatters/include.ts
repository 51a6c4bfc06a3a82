import { badRequest } from '../persona-error.ts'
import type { PersonaError } from '../persona-error.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { findResource } from './find-resource.ts'
import type { Relationship, Resource, ResourceIdentifier } from './resource.ts'

/**
 * The resources that some paths of relationships lead to, each once and none of those that they
 * start from. A path has one relationship, or two with a dot between.
 *
 * @throws PersonaError 400 for a relationship that the first resources do not have
 */
export function include(
  emulator: EmulatorContext,
  primary: readonly Resource[],
  paths: readonly string[],
): Resource[] {
  const found = new Map<string, Resource>()
  const follow = (resources: readonly Resource[], name: string) =>
    resources.flatMap((resource) =>
      targetsOf(relationshipOf(resource, name)).flatMap((target) => {
        const key = keyOf(target)
        const related = found.get(key) ?? findResource(emulator, target)
        if (related) found.set(key, related)
        return related ?? []
      }),
    )
  for (const path of paths) {
    const [first = '', second, ...rest] = path.split('.')
    if (rest.length > 0) throw badRequest(`include must not go deeper than one level: ${path}`)
    const stranger = primary.find((resource) => !relationshipOf(resource, first))
    if (stranger) throw unknownRelationship(first, stranger)
    const related = follow(primary, first)
    // What is found first can be of several types, and then not all have the second.
    if (second !== undefined) follow(related, second)
  }
  for (const resource of primary) found.delete(keyOf(resource))
  return [...found.values()].filter(({ type }) =>
    primary[0]?.type === 'inquiry-session' ? isKnownToSessions(type) : type !== 'device',
  )
}

// Persona's document lists what can be included: nothing else with a session, and no device with
// an inquiry.
function isKnownToSessions(type: string): boolean {
  return type === 'device' || type === 'inquiry'
}

function relationshipOf({ relationships = {} }: Resource, name: string): Relationship | undefined {
  return Object.hasOwn(relationships, name) ? relationships[name] : undefined
}

function targetsOf(relationship: Relationship | undefined): readonly ResourceIdentifier[] {
  const data = relationship?.data ?? []
  return Array.isArray(data) ? data : [data]
}

function keyOf({ type, id }: ResourceIdentifier): string {
  return `${type} ${id}`
}

function unknownRelationship(name: string, { type, relationships = {} }: Resource): PersonaError {
  const known = Object.keys(relationships).join(', ')
  return badRequest(`include names no relationship of ${type}: ${name}. There are: ${known}`)
}
