import type { Attempt } from './delivery.ts'

// Real time: what is waited for is a machine.
const longestWait = 5000

const accepted: readonly number[] = [200, 201, 202, 204]

/** Sends one request, and says what came of it. Redirects are not followed. */
export async function postWebhook(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<Pick<Attempt, 'outcome' | 'status'>> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), longestWait)
  timer.unref()
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, patience.signal]),
    })
    const { status } = response
    await response.body?.cancel()
    return { outcome: accepted.includes(status) ? 'accepted' : 'refused', status }
  } catch {
    return { outcome: patience.signal.aborted ? 'timed_out' : 'unreachable', status: null }
  } finally {
    clearTimeout(timer)
  }
}
