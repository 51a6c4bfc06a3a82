import { parseSigned, serialize, serializeSigned } from 'hono/utils/cookie'
import { findPerson, type Person } from '../people.ts'

const cookieName = 'harbor_person'

/** Who is signed in, kept in a signed cookie that scripts cannot read. */
export interface SignIn {
  /** The signed-in person; `null` without a cookie, or with one that was not signed here. */
  person(request: Request): Promise<Person | null>
  /** A `Set-Cookie` value that signs the person in. */
  signedIn(person: Person): Promise<string>
  /** A `Set-Cookie` value that signs whoever it is out. */
  signedOut(): string
}

/** Signs cookies with HMAC-SHA256 under the first secret, and trusts what the others signed. */
export function createSignIn(secrets: readonly [string, ...string[]]): SignIn {
  const attributes = { path: '/', httpOnly: true, sameSite: 'Strict' } as const

  return {
    async person(request) {
      const header = request.headers.get('Cookie') ?? ''
      for (const secret of secrets) {
        const cookies = await parseSigned(header, secret, cookieName)
        const person = findPerson(cookies[cookieName])
        if (person !== undefined) return person
      }
      return null
    },
    signedIn: (person) => serializeSigned(cookieName, person.id, secrets[0], attributes),
    signedOut: () => serialize(cookieName, '', { ...attributes, maxAge: 0 }),
  }
}
