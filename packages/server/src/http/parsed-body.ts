const parsed = new WeakSet<Request>()

/** Records that a request's body was parsed and serialized again, so its bytes may have changed. */
export function markParsed(request: Request): Request {
  parsed.add(request)
  return request
}

/** Returns whether a request's body was parsed before. */
export function wasParsed(request: Request): boolean {
  return parsed.has(request)
}
