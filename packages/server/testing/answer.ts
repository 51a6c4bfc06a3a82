/** A response that was read in full. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

/** Reads a JSON response. */
export async function readAnswer(response: Response): Promise<Answer> {
  const body: unknown = await response.json()
  if (typeof body !== 'object' || body === null) throw new TypeError('The answer is no object.')
  const { status } = response
  return { status, headers: Object.fromEntries(response.headers), body: { ...body } }
}

/** Returns what to expect of a problem response. */
export function problem(status: number, code: string): Answer {
  return {
    status,
    headers: { 'cache-control': 'no-store', 'content-type': 'application/problem+json' },
    body: { type: 'about:blank', status, code },
  }
}
