/** A refusal of the emulator, with its reason. */
export class RefusedError extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

/**
 * @template Answer
 * @param {string} path below `/_emulator`
 * @param {Record<string, string | null | undefined>} [query]
 * @returns {Promise<Answer>}
 */
export async function ask(path, query = {}) {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value)
  const response = await fetch(`/_emulator/${path}?${search}`)
  await refuse(response)
  return response.json()
}

/**
 * @param {string} path below `/_emulator`
 * @param {unknown} [body]
 * @returns {Promise<Record<string, unknown>>}
 */
export async function tell(path, body = {}) {
  const response = await fetch(`/_emulator/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  await refuse(response)
  return response.status === 204 ? {} : response.json()
}

/** @param {Response} response */
async function refuse(response) {
  if (response.ok) return
  const body = await response.json().catch(() => ({}))
  throw new RefusedError(
    response.status,
    body.error ?? `The emulator responded with ${response.status}.`,
  )
}
