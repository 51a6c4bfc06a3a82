import { generateKeySync } from 'node:crypto'
import { SignJWT, jwtVerify } from 'jose'
import type { Clock } from './clock.ts'
import type { InquirySession } from './entities/inquiry-session.ts'

/** Session tokens: JSON Web Tokens that name a session, with the claims of Persona's sample. */
export interface SessionTokens {
  /** The same session always gives the same token. */
  issue(session: InquirySession): Promise<string>
  /** The id of the session that a token names, or `null` when the token is not ours or too old. */
  read(token: string): Promise<string | null>
}

const audience = 'persona-verify'
const algorithm = 'HS256'

export function createSessionTokens(clock: Clock, issuer: string): SessionTokens {
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
        const { payload } = await jwtVerify(token, key, {
          algorithms: [algorithm],
          audience,
          issuer,
          currentDate: new Date(clock.now()),
        })
        return payload.sub ?? null
      } catch {
        return null
      }
    },
  }
}
