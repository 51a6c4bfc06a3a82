const parsed = new WeakSet<Request>()

/** Notes that a request's body was parsed and written anew, so that it may differ from what was sent. */
export function markParsed(request: Request): Request {
  parsed.add(request)
  return request
}

/** Tells whether a request's body is no longer what was sent. */
export function wasParsed(request: Request): boolean {
  return parsed.has(request)
}
