import { generateKeySync } from 'node:crypto'
import { SignJWT, compactVerify, decodeJwt } from 'jose'
import type { InquirySession } from './entities/inquiry-session.ts'

/** Session tokens: JSON Web Tokens that name a session, with the claims of Persona's sample. */
export interface SessionTokens {
  /** The same session always gives the same token. */
  issue(session: InquirySession): Promise<string>
  /**
   * The id of the session that a token names, or `null` when the token is not ours. Its times are not
   * looked at: the session says how long it is good for, also when the clock is set back.
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
