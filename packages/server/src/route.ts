import { isInquiryId } from '@resumable-inquiry/core/wire'
import { Refusal } from './problem.ts'

/** What a request asks for. */
export type Route =
  | { readonly action: 'start' }
  | { readonly action: 'session' | 'summary' | 'link'; readonly inquiryId: string }

/**
 * Makes the reader of a request's method and path.
 *
 * @throws {TypeError} when the base path is none
 */
export function createRouter(basePath: string): (request: Request) => Route {
  if (!/^(\/[\w.~-]+)+\/?$/.test(basePath)) {
    throw new TypeError(
      `basePath "${basePath}" is no path. Pass the path that the handler is mounted at, such as /api/inquiries.`,
    )
  }
  const base = basePath.replace(/\/$/, '')

  return (request) => {
    // Parsing the URL has resolved every `..`, encoded or not. Segments stay encoded: an inquiry id
    // holds nothing that needs to be.
    const { pathname } = new URL(request.url)
    const path = pathname.replace(/\/$/, '')
    if (path === base) return startRoute(request)
    if (!path.startsWith(`${base}/`)) throw noSuchPath(base)

    const [inquiryId, resource, ...rest] = path.slice(base.length + 1).split('/')
    if (!isInquiryId(inquiryId)) {
      throw new Refusal('invalid_request', {
        detail: 'An inquiry id begins with inq_ and holds letters, digits, _ and - only.',
      })
    }
    if (rest.length > 0) throw noSuchPath(base)
    return inquiryRoute(request, inquiryId, resource, base)
  }
}

function startRoute(request: Request): Route {
  requireMethod(request, 'POST')
  return { action: 'start' }
}

function inquiryRoute(
  request: Request,
  inquiryId: string,
  resource: string | undefined,
  base: string,
): Route {
  switch (resource) {
    case undefined:
      requireMethod(request, 'GET')
      return { action: 'summary', inquiryId }
    case 'session':
      requireMethod(request, 'POST')
      return { action: 'session', inquiryId }
    case 'one-time-link':
      requireMethod(request, 'POST')
      return { action: 'link', inquiryId }
    default:
      throw noSuchPath(base)
  }
}

function requireMethod(request: Request, method: 'GET' | 'POST'): void {
  if (request.method === method) return
  throw new Refusal('invalid_request', {
    status: 405,
    allow: method,
    detail: `Use ${method} here.`,
  })
}

function noSuchPath(base: string): Refusal {
  return new Refusal('not_found', {
    detail: `Answered here: POST ${base}, POST ${base}/{inquiryId}/session, GET ${base}/{inquiryId}, POST ${base}/{inquiryId}/one-time-link.`,
  })
}
