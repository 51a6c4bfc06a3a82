/** A signature of a webhook: HMAC-SHA256 of `seconds`, a dot and the body. */
export interface Signature {
  /** When it was made, in seconds since 1970, as written in the header. */
  readonly seconds: string
  readonly mac: Uint8Array<ArrayBuffer>
}

/** The result of a verification. `stale`: a signature matches, but its time is out of tolerance. */
export type Verdict = 'valid' | 'wrong' | 'stale'

/** What to verify signatures against. */
export interface SignatureCheck {
  /** Secrets, any of which may have signed. */
  readonly secrets: readonly string[]
  /** How far a signature's time may be from now, in seconds. */
  readonly tolerance: number
  /** In milliseconds since 1970. */
  readonly now: number
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

/** Verifies that any of the secrets made any of the signatures, for these bytes and about now. */
export async function verifySignatures(
  signatures: readonly Signature[],
  body: Uint8Array,
  { secrets, tolerance, now }: SignatureCheck,
): Promise<Verdict> {
  const keys = await Promise.all(secrets.map(importKey))
  let verdict: Verdict = 'wrong'
  for (const { seconds, mac } of signatures) {
    const signed = concatenate(encode(`${seconds}.`), body)
    for (const key of keys) {
      // Compares in constant time.
      if (await crypto.subtle.verify('HMAC', key, mac, signed)) {
        if (Math.abs(now / 1000 - Number(seconds)) <= tolerance) return 'valid'
        verdict = 'stale'
      }
    }
  }
  return verdict
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
