/** One entry of Persona's error body. */
export interface PersonaErrorEntry {
  title: string
  details?: string
  source?: { pointer: string }
}

/** The statuses of Persona's refusals. */
export type PersonaErrorStatus = 400 | 401 | 403 | 404 | 409 | 422 | 429 | 500

/** A refusal with Persona's error body. */
export class PersonaError extends Error {
  override readonly name = 'PersonaError'
  readonly status: PersonaErrorStatus
  readonly errors: readonly PersonaErrorEntry[]

  constructor(status: PersonaErrorStatus, ...entries: readonly PersonaErrorEntry[]) {
    super(
      entries
        .map(({ title, details }) => (details === undefined ? title : `${title}: ${details}`))
        .join('; '),
    )
    this.status = status
    this.errors = entries
  }
}

export function badRequest(details: string): PersonaError {
  return new PersonaError(400, { title: 'Bad Request', details })
}

export function notFound(details?: string): PersonaError {
  return new PersonaError(404, { title: 'Record not found', ...(details && { details }) })
}

export function conflict(details: string): PersonaError {
  return new PersonaError(409, { title: 'Conflict', details })
}

/** @param pointer where in the body, such as `/data/attributes/fields` */
export function recordInvalid(pointer: string, details: string): PersonaError {
  return new PersonaError(422, { title: 'Record invalid', details, source: { pointer } })
}
