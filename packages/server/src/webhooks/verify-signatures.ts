/** A signature of a webhook: HMAC-SHA256 of `seconds`, a dot and the body. */
export interface Signature {
  /** When it was made, in seconds since 1970, as written in the header. */
  readonly seconds: string
  readonly mac: Uint8Array<ArrayBuffer>
}

// Persona sends two while a secret is rotated. Bound the work that a forged header can cause.
const maxSignatures = 4

/**
 * Parses `Persona-Signature: t=<seconds>,v1=<hex>`. Persona sends two, separated by a space, while a
 * secret is rotated. Skips malformed ones.
 */
export function parseSignatures(header: string): Signature[] {
  return header
    .trim()
    .split(/\s+/, maxSignatures)
    .flatMap((pair) => {
      const [, seconds, hex] = /^t=(\d{1,12}),v1=([\da-f]{64})$/i.exec(pair) ?? []
      return seconds === undefined || hex === undefined ? [] : [{ seconds, mac: fromHex(hex) }]
    })
}

/**
 * Returns the signatures whose time is close enough to now: the others need not be verified, which takes
 * the whole body for each.
 *
 * @param tolerance how far a signature's time may be from now, before or after, in seconds
 */
export function selectFresh(signatures: readonly Signature[], tolerance: number): Signature[] {
  const now = Date.now() / 1000
  return signatures.filter(({ seconds }) => Math.abs(now - Number(seconds)) <= tolerance)
}

/** Returns whether any of the secrets made any of the signatures, for these bytes. */
export async function verifySignatures(
  signatures: readonly Signature[],
  body: Uint8Array,
  secrets: readonly string[],
): Promise<boolean> {
  const keys = await Promise.all(secrets.map(importKey))
  for (const { seconds, mac } of signatures) {
    const signed = concatenate(encode(`${seconds}.`), body)
    for (const key of keys) {
      // Compares in constant time.
      if (await crypto.subtle.verify('HMAC', key, mac, signed)) return true
    }
  }
  return false
}

function importKey(secret: string) {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  return crypto.subtle.importKey('raw', encode(secret), algorithm, false, ['verify'])
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function concatenate(head: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(head.byteLength + tail.byteLength)
  bytes.set(head)
  bytes.set(tail, head.byteLength)
  return bytes
}
