import { createHmac } from 'node:crypto'

/** A `Persona-Signature`: one pair for each secret that is live, with a space between. */
export function signWebhook(secrets: readonly string[], seconds: number, body: string): string {
  return secrets
    .map((secret) => `t=${seconds},v1=${authenticate(secret, `${seconds}.${body}`)}`)
    .join(' ')
}

function authenticate(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}
