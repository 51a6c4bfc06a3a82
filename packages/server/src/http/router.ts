import { isInquiryId } from '@resumable-inquiry/core/wire'
import { Refusal } from './problem.ts'

/** What a request asks for. */
export type Route =
  | { readonly action: 'start' }
  | { readonly action: 'session' | 'summary' | 'link'; readonly inquiryId: string }

/** The one method of a route. */
export function methodOf({ action }: Route): 'GET' | 'POST' {
  return action === 'summary' ? 'GET' : 'POST'
}

/**
 * Makes the reader of a request's path.
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
    if (path === base) return { action: 'start' }
    if (!path.startsWith(`${base}/`)) throw noSuchPath(base)

    const [inquiryId, resource, ...rest] = path.slice(base.length + 1).split('/')
    if (!isInquiryId(inquiryId)) {
      throw new Refusal('invalid_request', {
        detail: 'An inquiry id begins with inq_ and holds letters, digits, _ and - only.',
      })
    }
    if (rest.length > 0) throw noSuchPath(base)
    return inquiryRoute(inquiryId, resource, base)
  }
}

function inquiryRoute(inquiryId: string, resource: string | undefined, base: string): Route {
  switch (resource) {
    case undefined:
      return { action: 'summary', inquiryId }
    case 'session':
      return { action: 'session', inquiryId }
    case 'one-time-link':
      return { action: 'link', inquiryId }
    default:
      throw noSuchPath(base)
  }
}

function noSuchPath(base: string): Refusal {
  return new Refusal('not_found', {
    detail: `Answered here: POST ${base}, POST ${base}/{inquiryId}/session, GET ${base}/{inquiryId}, POST ${base}/{inquiryId}/one-time-link.`,
  })
}
