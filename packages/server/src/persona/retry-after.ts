const longestWait = 24 * 60 * 60

/**
 * Seconds until Persona wants to be asked again; `undefined` where it does not say.
 *
 * Persona documents `RateLimit-Reset`, and for quotas `quota-limit-reset`, in seconds from now.
 * `Retry-After` comes from what stands before it, in seconds or as a date.
 *
 * @see https://docs.withpersona.com/rate-limiting
 */
export function readRetryAfter(headers: Headers): number | undefined {
  const retryAfter = headers.get('retry-after')
  return (
    readSeconds(retryAfter) ??
    readSecondsUntil(retryAfter) ??
    readSeconds(headers.get('ratelimit-reset')) ??
    readSeconds(headers.get('quotalimit-reset')) ??
    readSeconds(headers.get('quota-limit-reset'))
  )
}

function readSeconds(value: string | null): number | undefined {
  if (value === null || !/^\d+(\.\d+)?$/.test(value.trim())) return undefined
  return asWait(Number(value))
}

function readSecondsUntil(value: string | null): number | undefined {
  if (value === null) return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : asWait((time - Date.now()) / 1000)
}

// A wait of more than a day is a mistake, such as a point in time where a duration belongs.
function asWait(seconds: number): number | undefined {
  return seconds <= longestWait ? Math.max(1, Math.ceil(seconds)) : undefined
}
