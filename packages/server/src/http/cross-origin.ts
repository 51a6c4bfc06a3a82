import { ProblemError } from './problem.ts'

/**
 * Parses the `allowedOrigins` option.
 *
 * @throws {TypeError} unless every entry is an origin, as a browser writes it
 */
export function parseAllowedOrigins(allowedOrigins: unknown = []): ReadonlySet<string> {
  // A string would be iterated by character.
  if (!Array.isArray(allowedOrigins)) {
    throw new TypeError(
      "allowedOrigins must be an array of origins, such as ['https://app.example'].",
    )
  }
  const origins: readonly unknown[] = allowedOrigins
  return new Set(origins.map((origin) => requireOrigin(origin)))
}

function requireOrigin(value: unknown): string {
  const origin = toOrigin(value)
  if (origin !== undefined && value === origin) return origin
  const advice =
    origin === undefined
      ? "Write scheme and host, and the port where it is not the scheme's own, such as https://app.example. Each origin is named: there is no wildcard."
      : `Write ${origin}.`
  throw new TypeError(`allowedOrigins: ${JSON.stringify(value)} is no origin. ${advice}`)
}

function toOrigin(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.includes('*') || !URL.canParse(value)) return undefined
  const { protocol, origin } = new URL(value)
  if (protocol === 'https:' || protocol === 'http:') return origin
  // The origin of an app, such as capacitor://localhost. Browsers disagree on its letters: take it as given.
  return /^[a-z][a-z\d+.-]*:\/\/[^\s/?#@\\]+$/i.test(value) ? value : undefined
}

/**
 * Rejects a request that a page of another origin sends with the person's cookies, unless its origin
 * is listed.
 *
 * Browsers set `Sec-Fetch-Site`, and no page can forge it; `same-site` is rejected too, because a
 * neighboring subdomain is another origin. Without it, in older browsers and over plain http, `Origin`
 * must match the request. A request with neither does not come from a page, or is a GET from such a
 * browser: the page cannot read its response, and it changes nothing.
 *
 * @throws {ProblemError} `cross_site`
 */
export function requireSameSite(request: Request, allowedOrigins: ReadonlySet<string>): void {
  const origin = request.headers.get('origin')
  if (origin !== null && allowedOrigins.has(origin)) return
  const site = request.headers.get('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return
  if (site === null && (origin === null || isOwnOrigin(origin, request))) return
  throw crossSite()
}

/**
 * Rejects anything but a person's way from a page of the handler's own or of a listed origin to this
 * address. It costs something, unlike what other GETs do, so that no other page, no prefetch and no
 * preview of the address may cause it.
 *
 * @throws {ProblemError} `cross_site`
 */
export function requireNavigation(request: Request, allowedOrigins: ReadonlySet<string>): void {
  const { headers } = request
  const isPrefetch = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some((name) =>
    /prefetch|preview/.test(headers.get(name) ?? ''),
  )
  const acceptsPage = headers.get('accept')?.includes('text/html') === true
  const mode = headers.get('sec-fetch-mode') ?? (acceptsPage ? 'navigate' : 'no-cors')
  const destination = headers.get('sec-fetch-dest') ?? 'document'
  if (!isPrefetch && mode === 'navigate' && destination === 'document') {
    const site = headers.get('sec-fetch-site')
    if (site === 'same-origin') return
    const referrer = headers.get('referer') ?? ''
    const { protocol, host } = URL.canParse(referrer) ? new URL(referrer) : new URL('null:')
    const origin = `${protocol}//${host}`
    if (site !== 'none' && allowedOrigins.has(origin)) return
    if (site === null && isOwnOrigin(origin, request)) return
  }
  throw new ProblemError('cross_site', {
    detail:
      'Let the person follow a link to this address from a page of the same origin, or list the origin of the page in allowedOrigins.',
  })
}

/**
 * Rejects a preflight unless its origin is listed. A page of the handler's own origin sends none.
 *
 * @throws {ProblemError} `cross_site`
 */
export function requireAllowedOrigin(request: Request, allowedOrigins: ReadonlySet<string>): void {
  if (!allowedOrigins.has(request.headers.get('origin') ?? '')) throw crossSite()
}

// Behind a proxy that ends TLS, the request is `http:` and the page `https:`; never the reverse.
function isOwnOrigin(origin: string, request: Request): boolean {
  const url = new URL(request.url)
  const host = request.headers.get('host')
  if (host !== null) {
    // In Next.js the URL has the host that the server listens on.
    url.port = ''
    url.host = host
  }
  return origin === url.origin || origin === `https://${url.host}`
}

function crossSite(): ProblemError {
  return new ProblemError('cross_site', {
    detail:
      'Send the request from a page of the same origin as this path, or list the origin of the page in allowedOrigins.',
  })
}

/** Seconds for which a browser may cache a preflight. */
const preflightMaxAge = 600

/** Returns the headers that let a page of a listed origin read the response. */
export function getCorsHeaders(
  request: Request,
  allowedOrigins: ReadonlySet<string>,
): Record<string, string> {
  if (allowedOrigins.size === 0) return {}
  const vary = { vary: 'Origin' }
  const origin = request.headers.get('origin')
  if (origin === null || !allowedOrigins.has(origin)) return vary
  return {
    ...vary,
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Retry-After',
  }
}

/** Returns whether a request is a CORS preflight. */
export function isPreflight({ method, headers }: Request): boolean {
  return (
    method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method')
  )
}

/** Creates the response to a preflight of a listed origin. */
export function createPreflightResponse(
  request: Request,
  method: string,
  cors: Record<string, string>,
): Response {
  // Allow whatever headers are requested: the page is the host's own, and its login may use any.
  const requested = request.headers.get('access-control-request-headers')
  return new Response(null, {
    status: 204,
    headers: {
      ...cors,
      vary: 'Origin, Access-Control-Request-Headers',
      'cache-control': 'no-store',
      'access-control-allow-methods': method,
      ...(requested === null ? {} : { 'access-control-allow-headers': requested }),
      'access-control-max-age': String(preflightMaxAge),
    },
  })
}
