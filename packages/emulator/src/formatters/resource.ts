/** A JSON:API resource. */
export interface Resource {
  readonly type: string
  readonly id: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly relationships?: Readonly<Record<string, Relationship>>
}

export interface ResourceIdentifier {
  type: string
  id: string
}

export interface Relationship {
  data: ResourceIdentifier | ResourceIdentifier[] | null
}

/** A JSON:API document. */
export interface ResourceDocument {
  data: Resource | Resource[]
  included?: Resource[]
  links?: { prev: string | null; next: string | null }
  meta?: Record<string, unknown>
}

/** Returns a relationship to one resource, or to none. */
export function relateTo(type: string, id: string | null | undefined): Relationship {
  return { data: id == null ? null : { type, id } }
}

/** Formats a time in ISO 8601. */
export function formatTime(milliseconds: number): string
export function formatTime(milliseconds: number | null): string | null
export function formatTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString()
}
