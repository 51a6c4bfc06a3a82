import { isInquiryId } from '@resumable-inquiry/core/wire'
import { ProblemError } from './problem.ts'

/** A route that concerns one inquiry, named by the path. */
export interface InquiryRoute {
  readonly action: 'session' | 'expiry' | 'summary' | 'link' | 'hosted'
  readonly inquiryId: string
}

/** The route of a request. */
export type Route = { readonly action: 'start' } | InquiryRoute

/** The method and body that a route takes. */
export interface RouteFormat {
  readonly method: 'GET' | 'POST'
  /** All methods of the path, if it has several. */
  readonly allow?: string
  readonly body: 'none' | 'optional' | 'required'
}

/** The method and body that each route takes. */
export const routeFormats: Readonly<Record<Route['action'], RouteFormat>> = {
  start: { method: 'POST', body: 'required' },
  session: { method: 'POST', allow: 'GET, POST', body: 'required' },
  expiry: { method: 'GET', allow: 'GET, POST', body: 'none' },
  summary: { method: 'GET', body: 'none' },
  link: { method: 'POST', body: 'optional' },
  hosted: { method: 'GET', body: 'none' },
}

/**
 * Parses the `basePath` option. Returns it without a slash at the end.
 *
 * @throws {TypeError} unless it is a path
 */
export function parseBasePath(basePath: unknown): string {
  // A segment of dots is resolved in the URL of every request, so that none has this path.
  if (typeof basePath === 'string' && /^(\/(?!\.{1,2}(\/|$))[\w.~-]+)+\/?$/.test(basePath)) {
    return basePath.replace(/\/$/, '')
  }
  throw new TypeError(
    `basePath ${JSON.stringify(basePath)} is no path. Pass the path that the handler is mounted at, such as /api/inquiries.`,
  )
}

/**
 * Parses the address that Persona's hosted flow returns to, which may have the scheme of an app.
 *
 * @throws {TypeError} unless it is an absolute address that opens a page or an app
 */
export function parseRedirectUri(redirectUri: unknown): string {
  if (typeof redirectUri === 'string' && URL.canParse(redirectUri)) {
    const { protocol } = new URL(redirectUri)
    if (!/^(javascript|data|blob|file|about|vbscript|view-source):$/.test(protocol)) {
      return redirectUri
    }
  }
  throw new TypeError(
    `redirectUri ${JSON.stringify(redirectUri)} is no address to return to. Pass an absolute one, such as https://app.example/verified.`,
  )
}

/**
 * Creates a function that returns the route of a request, or throws a `ProblemError`.
 *
 * @throws {TypeError} unless the base path is a path
 */
export function createRouter(basePath: string): (request: Request) => Route {
  const base = parseBasePath(basePath)

  return (request) => {
    // Parsing the URL resolves every `..`, encoded or not. Keep segments encoded: an inquiry id contains
    // nothing that needs encoding.
    const { pathname } = new URL(request.url)
    const path = pathname.replace(/\/$/, '')
    if (path === base) return { action: 'start' }
    if (!path.startsWith(`${base}/`)) {
      throw unknownPath(base, `${pathname} does not begin with the basePath ${base}. `)
    }

    const [inquiryId, resource, ...rest] = path.slice(base.length + 1).split('/')
    if (!isInquiryId(inquiryId)) {
      throw new ProblemError('invalid_request', {
        detail: 'An inquiry id begins with inq_ and holds letters, digits, _ and - only.',
      })
    }
    if (rest.length > 0) throw unknownPath(base)
    return { action: getAction(resource, request.method, base), inquiryId }
  }
}

function getAction(
  resource: string | undefined,
  method: string,
  base: string,
): InquiryRoute['action'] {
  switch (resource) {
    case undefined:
      return 'summary'
    case 'session':
      return method === 'GET' ? 'expiry' : 'session'
    case 'one-time-link':
      return 'link'
    case 'hosted':
      return 'hosted'
    default:
      throw unknownPath(base)
  }
}

function unknownPath(base: string, reason = ''): ProblemError {
  return new ProblemError('not_found', {
    detail: `${reason}Answered here: POST ${base}, POST and GET ${base}/{inquiryId}/session, GET ${base}/{inquiryId}, POST ${base}/{inquiryId}/one-time-link, GET ${base}/{inquiryId}/hosted.`,
  })
}
