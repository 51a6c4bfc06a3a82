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
  const { toRefusal } = await loadRefusals()
  throw toRefusal(response, value, endpoint, namesInquiry)
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
