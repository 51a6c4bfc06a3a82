import { CompactEncrypt, compactDecrypt } from 'jose'
import { readPath } from '../get-in.ts'
import type { LiveSession, SessionOwner } from './session-store.ts'
import { toHex } from '../to-hex.ts'

/** Makes sessions unreadable for whoever does not have the secret. */
export interface SessionCipher {
  /** The key under which an owner's session is stored. */
  keyFor(owner: SessionOwner): Promise<string>
  encrypt(owner: SessionOwner, session: LiveSession): Promise<string>
  /** @throws {Error} when the text was not encrypted with this secret for this owner */
  decrypt(owner: SessionOwner, text: string): Promise<LiveSession>
}

const shortestSecret = 32

/**
 * A cipher of one secret: JWE with AES-256-GCM, whose plaintext repeats the owner.
 *
 * @throws {TypeError} when the secret is too short
 */
export function createSessionCipher(secret: string): SessionCipher {
  if (secret.length < shortestSecret) {
    throw new TypeError(
      `A secret for shared sessions must be ${shortestSecret} characters or longer. Make one with: openssl rand -base64 32`,
    )
  }
  const encryptionKey = deriveKey(secret, 'session encryption')
  const naming = deriveKey(secret, 'session names').then((bytes) =>
    crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  )

  return {
    async keyFor(owner) {
      const name = await crypto.subtle.sign('HMAC', await naming, encode(ownerWords(owner)))
      return `resumable-inquiry:session:${toHex(name)}`
    },

    async encrypt(owner, session) {
      return await new CompactEncrypt(encode(JSON.stringify([ownerWords(owner), session])))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(await encryptionKey)
    },

    async decrypt(owner, text) {
      const { plaintext } = await compactDecrypt(text, await encryptionKey, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      })
      const content: unknown = JSON.parse(new TextDecoder().decode(plaintext))
      const sessionToken = readPath(content, '1', 'sessionToken')
      const expiresAt = readPath(content, '1', 'expiresAt')
      if (
        readPath(content, '0') !== ownerWords(owner) ||
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

function ownerWords({ subjectId, inquiryId }: SessionOwner): string {
  return JSON.stringify([inquiryId, subjectId])
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
