import { CompactEncrypt, compactDecrypt } from 'jose'
import { getIn } from '../get-in.ts'
import { toHex } from '../to-hex.ts'
import type { SessionOwner, StoredSession } from './session-store.ts'

/** Encrypts sessions for a shared store. */
export interface SessionCipher {
  /** Returns the key under which to store an owner's session. */
  getKey(owner: SessionOwner): Promise<string>
  encrypt(owner: SessionOwner, session: StoredSession): Promise<string>
  /** @throws {Error} if the text was not encrypted with this secret for this owner */
  decrypt(owner: SessionOwner, text: string): Promise<StoredSession>
}

const minSecretLength = 32

/**
 * Creates a cipher: JWE with AES-256-GCM, whose plaintext includes the owner.
 *
 * @throws {TypeError} if the secret is too short
 */
export function createSessionCipher(secret: string): SessionCipher {
  if (secret.length < minSecretLength) {
    throw new TypeError(
      `A secret for shared sessions must be ${minSecretLength} characters or longer. Make one with: openssl rand -base64 32`,
    )
  }
  const encryptionKey = deriveKey(secret, 'session encryption')
  const namingKey = deriveKey(secret, 'session names').then((bytes) =>
    crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  )

  return {
    async getKey(owner) {
      const name = await crypto.subtle.sign('HMAC', await namingKey, encode(serializeOwner(owner)))
      return `resumable-inquiry:session:${toHex(name)}`
    },

    async encrypt(owner, session) {
      return await new CompactEncrypt(encode(JSON.stringify([serializeOwner(owner), session])))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(await encryptionKey)
    },

    async decrypt(owner, text) {
      const { plaintext } = await compactDecrypt(text, await encryptionKey, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      })
      const content: unknown = JSON.parse(new TextDecoder().decode(plaintext))
      const sessionToken = getIn(content, '1', 'sessionToken')
      const expiresAt = getIn(content, '1', 'expiresAt')
      if (
        getIn(content, '0') !== serializeOwner(owner) ||
        typeof sessionToken !== 'string' ||
        (expiresAt !== null && typeof expiresAt !== 'number')
      ) {
        throw new Error('The stored session is not of this person and inquiry.')
      }
      return { sessionToken, expiresAt }
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

function serializeOwner({ subjectId, inquiryId }: SessionOwner): string {
  return JSON.stringify([inquiryId, subjectId])
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
