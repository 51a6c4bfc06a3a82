import { generateKeySync } from 'node:crypto'
import { SignJWT, compactVerify, decodeJwt } from 'jose'
import type { InquirySession } from '../entities/inquiry-session.ts'

/** Session tokens: JSON Web Tokens with the claims of Persona's sample. */
export interface SessionTokens {
  /** Returns the token of a session, always the same. */
  issue(session: InquirySession): Promise<string>
  /**
   * Returns the id of a token's session, or `null` for a foreign token. Ignores the token's times:
   * those of the session count, even when the clock is set back.
   */
  read(token: string): Promise<string | null>
}

const audience = 'persona-verify'
const algorithm = 'HS256'

export function createSessionTokens(issuer: string): SessionTokens {
  const key = generateKeySync('hmac', { length: 256 })
  return {
    issue(session) {
      const issuedAt = Math.floor(session.createdAt / 1000)
      return new SignJWT({ sid: session.id })
        .setProtectedHeader({ alg: algorithm })
        .setSubject(session.id)
        .setAudience(audience)
        .setIssuer(issuer)
        .setIssuedAt(issuedAt)
        .setNotBefore(issuedAt)
        .setExpirationTime(Math.floor(session.expiresAt / 1000))
        .setJti(session.tokenId)
        .sign(key)
    },
    async read(token) {
      try {
        await compactVerify(token, key, { algorithms: [algorithm] })
        return decodeJwt(token).sub ?? null
      } catch {
        return null
      }
    },
  }
}
