import { readPath } from '../get-in.ts'

/**
 * When a session token says that it expires, in milliseconds since 1970; `null` where it cannot be
 * read. Nothing may be decided by it but an upper bound: Persona's sample of a token is a JSON Web
 * Token with `exp`, and nobody promises that it stays one.
 *
 * @see https://docs.withpersona.com/reference/apiv1inquiriesinquiry-idresume
 */
export function readTokenExpiry(sessionToken: string): number | null {
  const [, payload = ''] = sessionToken.split('.')
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    const expiry = readPath(claims, 'exp')
    return typeof expiry === 'number' && Number.isFinite(expiry) ? expiry * 1000 : null
  } catch {
    return null
  }
}
