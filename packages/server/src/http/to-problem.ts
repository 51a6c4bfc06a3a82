import { PersonaApiError } from '../persona/persona-api-error.ts'
import { Refusal } from './problem.ts'

/** Persona counts calls in windows of a minute. */
const rateLimitWindow = 60

/**
 * What the browser is told about anything that was thrown: trouble of ours with Persona is
 * `persona_unavailable`, and whatever nobody foresaw is `internal`. Nothing of the cause is told.
 */
export function refusalFor(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown
  if (!(thrown instanceof PersonaApiError)) return new Refusal('internal', { cause: thrown })

  const { retryAfter } = thrown
  switch (thrown.kind) {
    case 'not_found':
      return new Refusal('not_found', { cause: thrown })
    case 'sessions_exhausted':
      return new Refusal('sessions_exhausted', { cause: thrown })
    case 'rate_limited':
      return new Refusal('rate_limited', {
        retryAfter: retryAfter ?? rateLimitWindow,
        cause: thrown,
      })
    case 'conflict':
    case 'unauthenticated':
    case 'forbidden':
    case 'invalid_request':
    case 'unavailable':
    case 'invalid_response':
    case 'timeout':
    case 'network':
      return new Refusal('persona_unavailable', { retryAfter, cause: thrown })
  }
}
