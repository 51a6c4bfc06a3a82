import type { EmulatorContext } from '../emulator-context.ts'

const patterns: readonly (readonly [RegExp, string])[] = [
  // An answer that is cut off by a fault may hold the beginning of one.
  [/eyJ[\w-]+(?:\.[\w-]*){0,2}/g, '[session token]'],
  [/us1-[\w-]+/g, '[link code]'],
  // What a short link has is recognized by its address alone.
  [/(?<=\/go\/)\w+/g, '[link code]'],
  [/persona_(?:sandbox|production)_\w+/g, '[API key]'],
  [/wbhsec_[\w-]+/g, '[webhook secret]'],
]

/** A shorter one would be found within words that are no secret. */
const shortestSecret = 6

/** A text without the tokens, keys, link codes and secrets that open something. */
export function maskSecrets({ settings, webhooks }: EmulatorContext, text: string): string {
  const known: readonly (readonly [string, string])[] = [
    [settings.apiKey, '[API key]'],
    [settings.webhookSecret, '[webhook secret]'],
    [webhooks.secret, '[webhook secret]'],
  ]
  let masked = text
  for (const [secret, name] of known) {
    if (secret.length >= shortestSecret) masked = masked.replaceAll(secret, name)
  }
  for (const [pattern, name] of patterns) masked = masked.replace(pattern, name)
  return masked
}
