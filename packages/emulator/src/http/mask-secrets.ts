import type { EmulatorContext } from '../emulator-context.ts'

const patterns: readonly (readonly [RegExp, string])[] = [
  // A malformed response may hold only the start of a token.
  [/eyJ[\w-]+(?:\.[\w-]*){0,2}/g, '[session token]'],
  [/us1-[\w-]+/g, '[link code]'],
  // The code of a short link is recognizable only by its address.
  [/(?<=\/go\/)\w+/g, '[link code]'],
  [/persona_(?:sandbox|production)_\w+/g, '[API key]'],
  [/wbhsec_[\w-]+/g, '[webhook secret]'],
]

/** Shorter secrets would match parts of ordinary words. */
const minSecretLength = 6

/** Replaces session tokens, API keys, link codes and webhook secrets in a text. */
export function maskSecrets({ settings, webhooks }: EmulatorContext, text: string): string {
  const known: readonly (readonly [string, string])[] = [
    [settings.apiKey, '[API key]'],
    [settings.webhookSecret, '[webhook secret]'],
    [webhooks.secret, '[webhook secret]'],
  ]
  let masked = text
  for (const [secret, name] of known) {
    if (secret.length >= minSecretLength) masked = masked.replaceAll(secret, name)
  }
  for (const [pattern, name] of patterns) masked = masked.replace(pattern, name)
  return masked
}
