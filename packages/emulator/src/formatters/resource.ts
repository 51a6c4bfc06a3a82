/** A resource on the wire, in the JSON:API form that Persona uses. */
export interface Resource {
  type: string
  id: string
  attributes: Record<string, unknown>
  relationships?: Record<string, Relationship>
}

export interface ResourceIdentifier {
  type: string
  id: string
}

export interface Relationship {
  data: ResourceIdentifier | ResourceIdentifier[] | null
}

/** A whole answer. */
export interface ResourceDocument {
  data: Resource | Resource[]
  included?: Resource[]
  links?: { prev: string | null; next: string | null }
  meta?: Record<string, unknown>
}
