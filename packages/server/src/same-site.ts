import { Refusal } from './problem.ts'

/**
 * Refuses what another site's page sends with the person's cookies.
 *
 * `Sec-Fetch-Site` is the browser's own word and no page can forge it. Where it is missing, as in
 * older browsers, `Origin` must be the request's own; where both are, no page sent the request.
 *
 * @throws {Refusal} `cross_site`
 */
export function requireSameSite(request: Request): void {
  const site = request.headers.get('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return
  const origin = request.headers.get('origin')
  if (site === null && (origin === null || isOwnOrigin(origin, new URL(request.url)))) return
  throw new Refusal('cross_site', {
    detail: 'Send the request from a page of the same origin as this path.',
  })
}

// A proxy that ends TLS makes an `http:` address of the page's `https:`, never the other way round.
function isOwnOrigin(origin: string, url: URL): boolean {
  return origin === url.origin || origin === `https://${url.host}`
}
