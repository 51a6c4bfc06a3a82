import { base64url, CompactEncrypt, compactDecrypt } from 'jose'
import { getIn } from '../get-in.ts'

/** Encrypts what a shared store keeps. Each text belongs to one name. */
export interface SessionCipher {
  /** Returns the key under which to store a text. */
  getKey(kind: 'session' | 'expired', name: string): Promise<string>
  encrypt(name: string, content: unknown): Promise<string>
  /** @throws {Error} if the text was not encrypted with this secret for this name */
  decrypt(name: string, text: string): Promise<unknown>
}

const minSecretLength = 32

/** @throws {TypeError} unless it is a secret that is long enough; the message does not repeat it */
export function requireSecret(secret: unknown): void {
  if (typeof secret === 'string' && secret.length >= minSecretLength) return
  throw new TypeError(
    `A secret for shared sessions must be ${minSecretLength} characters or longer. Make one with: openssl rand -base64 32`,
  )
}

/** Creates a cipher: JWE with AES-256-GCM, whose plaintext includes the name. */
export function createSessionCipher(secret: string): SessionCipher {
  const encryptionKey = deriveKey(secret, 'session encryption')
  const namingKey = deriveKey(secret, 'session names').then((bytes) =>
    crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  )

  return {
    async getKey(kind, name) {
      const mac = await crypto.subtle.sign('HMAC', await namingKey, encode(name))
      return `resumable-inquiry:${kind}:${base64url.encode(new Uint8Array(mac))}`
    },

    async encrypt(name, content) {
      return await new CompactEncrypt(encode(JSON.stringify([name, content])))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(await encryptionKey)
    },

    async decrypt(name, text) {
      const { plaintext } = await compactDecrypt(text, await encryptionKey, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      })
      const content: unknown = JSON.parse(new TextDecoder().decode(plaintext))
      if (getIn(content, '0') === name) return getIn(content, '1')
      throw new Error('What is stored is not of this person and inquiry.')
    },
  }
}

async function deriveKey(secret: string, purpose: string): Promise<Uint8Array<ArrayBuffer>> {
  const material = await crypto.subtle.importKey('raw', encode(secret), 'HKDF', false, [
    'deriveBits',
  ])
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode(purpose) },
    material,
    256,
  )
  return new Uint8Array(bits)
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
