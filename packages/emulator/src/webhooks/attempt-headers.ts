import { randomBytes } from 'node:crypto'
import type { Delivery } from './delivery.ts'
import { retryDelays } from './retry-delays.ts'
import { signWebhook } from './signature.ts'
import { liveSecrets } from './webhook.ts'

const secondsPerDay = 86_400

/** The headers of a delivery's latest attempt, which is signed anew each time. */
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
