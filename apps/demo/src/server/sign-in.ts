import { parseSigned, serialize, serializeSigned } from 'hono/utils/cookie'
import { findPerson, type Person } from '../people.ts'

const cookieName = 'harbor_person'

/** Stores the signed-in person in a signed cookie that scripts cannot read. */
export interface SignIn {
  /** Returns the signed-in person; `null` without a cookie, or with one that was not signed here. */
  getPerson(request: Request): Promise<Person | null>
  /** Returns a `Set-Cookie` value that signs the person in. */
  createCookie(person: Person): Promise<string>
  /** Returns a `Set-Cookie` value that signs out. */
  createExpiredCookie(): string
}

/**
 * Creates the sign-in.
 *
 * @param secrets keys for HMAC-SHA256: the first signs, all of them verify
 */
export function createSignIn(secrets: readonly [string, ...string[]]): SignIn {
  const attributes = { path: '/', httpOnly: true, sameSite: 'Strict' } as const

  return {
    async getPerson(request) {
      const header = request.headers.get('Cookie') ?? ''
      for (const secret of secrets) {
        const cookies = await parseSigned(header, secret, cookieName)
        const person = findPerson(cookies[cookieName])
        if (person !== undefined) return person
      }
      return null
    },
    createCookie: (person) => serializeSigned(cookieName, person.id, secrets[0], attributes),
    createExpiredCookie: () => serialize(cookieName, '', { ...attributes, maxAge: 0 }),
  }
}
