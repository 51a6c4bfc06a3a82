import { Refusal } from './problem.ts'

/**
 * Refuses what another site's page sends with the person's cookies, unless its origin is listed.
 *
 * `Sec-Fetch-Site` is the browser's own word and no page can forge it; `same-site` is refused too,
 * since a neighbouring subdomain is another origin. Where it is missing, as in older browsers and
 * over plain http, `Origin` must be the request's own. Where both are, the request comes from no
 * page, or it is a GET of such a browser, whose answer the page cannot read and which changes
 * nothing.
 *
 * @throws {Refusal} `cross_site`
 */
export function requireSameSite(request: Request, allowedOrigins: ReadonlySet<string>): void {
  const origin = request.headers.get('origin')
  if (origin !== null && allowedOrigins.has(origin)) return
  const site = request.headers.get('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return
  if (site === null && (origin === null || isOwnOrigin(origin, new URL(request.url)))) return
  throw crossSite()
}

/**
 * Refuses a preflight from an origin that is not listed. A page of the handler's own origin sends none.
 *
 * @throws {Refusal} `cross_site`
 */
export function requireAllowedOrigin(request: Request, allowedOrigins: ReadonlySet<string>): void {
  if (!allowedOrigins.has(request.headers.get('origin') ?? '')) throw crossSite()
}

// A proxy that ends TLS makes an `http:` address of the page's `https:`, never the other way round.
function isOwnOrigin(origin: string, url: URL): boolean {
  return origin === url.origin || origin === `https://${url.host}`
}

function crossSite(): Refusal {
  return new Refusal('cross_site', {
    detail:
      'Send the request from a page of the same origin as this path, or list the origin of the page in allowedOrigins.',
  })
}
