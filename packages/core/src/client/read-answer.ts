import { ResumableInquiryError } from '../errors.ts'
import type { BackendResponse } from '../development.ts'

/**
 * Parses a response of the host's back end.
 *
 * @param namesInquiry whether the request was about an inquiry that it named.
 * @throws ResumableInquiryError with the code of the refusal, or `invalid_response`.
 */
export async function readAnswer<Answer>(
  response: BackendResponse,
  parse: (value: unknown) => Answer | undefined,
  endpoint: string,
  namesInquiry: boolean,
): Promise<Answer> {
  const text = await response.text()
  const value = parseJson(text)

  const answer = response.ok ? parse(value) : undefined
  if (answer !== undefined) return answer
  const refusals = await loadRefusals().catch(() => undefined)
  throw refusals?.toRefusal(response, value, endpoint, namesInquiry) ?? toPlainRefusal(response)
}

/** Returns the error for a refusal that cannot be read any closer, since the script for it is gone. */
function toPlainRefusal({ status, headers }: BackendResponse): ResumableInquiryError {
  const codes = { 401: 'signed_out', 409: 'sessions_exhausted', 429: 'rate_limited' } as const
  const known = Object.entries(codes).find(([key]) => key === String(status))?.[1]
  const code = known ?? (status < 500 ? 'invalid_response' : 'persona_unavailable')
  const retryAfter = Number(headers.get('retry-after')) || undefined
  return new ResumableInquiryError(code, `The back end responded with status ${status}.`, {
    retryAfter,
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Loads the errors of the client. Most pages never need them. */
export function loadRefusals(): Promise<typeof import('./refusals.ts')> {
  return import('./refusals.ts')
}
