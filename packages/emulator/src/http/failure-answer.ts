import type { StatusFailure } from '../faults/api-failure.ts'
import type { PersonaErrorEntry } from '../persona-error.ts'
import type { RateWindow } from '../rate-window.ts'

const statusesWithoutBody = [204, 205, 304]

/** Persona's own words, by status. */
const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Must be authenticated to access this endpoint',
  403: 'Forbidden',
  404: 'Record not found',
  408: 'Request Timeout',
  409: 'Conflict',
  422: 'Unprocessable entity',
  429: 'Rate limit exceeded',
  503: 'Service unavailable',
}

// Persona's own limit, where the emulator has none.
const usualLimit = 300

/** An answer with a status that nothing here has caused. */
export function failureAnswer(
  { status, body = 'json', retryAfter }: StatusFailure,
  window: RateWindow,
): Response {
  const headers = new Headers()
  if (retryAfter !== undefined) headers.set('Retry-After', String(retryAfter))
  if (body === 'empty' || statusesWithoutBody.includes(status)) {
    return new Response(null, { status, headers })
  }
  if (body === 'html') {
    headers.set('Content-Type', 'text/html; charset=utf-8')
    return new Response(proxyPage(status), { status, headers })
  }
  const limit = Number.isFinite(window.limit) ? window.limit : usualLimit
  if (status === 429) {
    headers.set('RateLimit-Limit', String(limit))
    headers.set('RateLimit-Remaining', '0')
    headers.set('RateLimit-Reset', String(Math.ceil(retryAfter ?? window.state().secondsLeft)))
  }
  return Response.json(status < 400 ? {} : { errors: [errorEntry(status, limit)] }, {
    status,
    headers,
  })
}

function errorEntry(status: number, limit: number): PersonaErrorEntry {
  const title = titles[status] ?? `Simulated failure ${status}`
  if (status !== 429) return { title }
  return { title, details: `You have hit your rate limit of ${limit} requests / min.` }
}

function proxyPage(status: number): string {
  return `<!doctype html><title>${status}</title><center><h1>${status}</h1></center><hr><center>proxy</center>`
}
