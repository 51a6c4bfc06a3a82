/** How long a browser may keep what a preflight was told, in seconds. */
const preflightLifetime = 600

/**
 * What lets a page of a listed origin read the answer, whatever the answer is. Nothing for a page of
 * any other.
 */
export function corsHeaders(
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

/** Tells whether a browser asks on a page's behalf what the page may send. */
export function isPreflight({ method, headers }: Request): boolean {
  return (
    method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method')
  )
}

/** The answer to the preflight of a listed origin. */
export function preflightResponse(
  request: Request,
  method: string,
  cors: Record<string, string>,
): Response {
  // Which headers the host's login goes by is not known here. The page is the host's own, so it may
  // send those that it wants to.
  const wanted = request.headers.get('access-control-request-headers')
  return new Response(null, {
    status: 204,
    headers: {
      ...cors,
      vary: 'Origin, Access-Control-Request-Headers',
      'cache-control': 'no-store',
      'access-control-allow-methods': method,
      ...(wanted === null ? {} : { 'access-control-allow-headers': wanted }),
      'access-control-max-age': String(preflightLifetime),
    },
  })
}
