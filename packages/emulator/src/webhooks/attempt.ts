import { createHmac, randomBytes } from 'node:crypto'
import type { Attempt, Delivery } from './delivery.ts'
import { liveSecrets } from './webhook.ts'

/** Seconds from one attempt to the next, by Persona's documents. */
export const retryDelays: readonly number[] = [3, 64, 729, 4096, 15_625, 46_656, 117_649]

// The receiver's time is the machine's.
const timeout = 5000

const accepted: readonly number[] = [200, 201, 202, 204]

/** Sends one request and returns its outcome. Does not follow redirects. */
export async function postWebhook(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<Pick<Attempt, 'outcome' | 'status'>> {
  const expiry = new AbortController()
  const timer = setTimeout(() => expiry.abort(), timeout)
  timer.unref()
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, expiry.signal]),
    })
    const { status } = response
    await response.body?.cancel()
    return { outcome: accepted.includes(status) ? 'accepted' : 'refused', status }
  } catch {
    return { outcome: expiry.signal.aborted ? 'timed_out' : 'unreachable', status: null }
  } finally {
    clearTimeout(timer)
  }
}

const secondsPerDay = 86_400

/** Returns the headers of a delivery's latest attempt, with a signature of its own. */
export function attemptHeaders(delivery: Delivery, at: number): Record<string, string> {
  const { attempts, event, signature, webhook } = delivery
  const seconds = Math.floor(at / 1000)
  const signedAt = signature === 'stale' ? seconds - secondsPerDay : seconds
  const secrets =
    signature === 'wrong' ? [randomBytes(16).toString('hex')] : liveSecrets(webhook, at)
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'Persona-Signature': signWebhook(secrets, signedAt, event.body),
    'Persona-Webhook-Attempts-Made': String(attempts.length),
    'Persona-Webhook-Attempts-Left': String(retryDelays.length + 1 - attempts.length),
    'Persona-Webhook-First-Attempted-At': String(Math.floor((attempts[0]?.at ?? at) / 1000)),
  }
}

/** Returns a `Persona-Signature` with one pair for each live secret. */
function signWebhook(secrets: readonly string[], seconds: number, body: string): string {
  return secrets
    .map((secret) => `t=${seconds},v1=${authenticate(secret, `${seconds}.${body}`)}`)
    .join(' ')
}

function authenticate(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}
