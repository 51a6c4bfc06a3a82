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

/** Signs cookies with HMAC-SHA256 under `secret`. */
export function createSignIn(secret: string): SignIn {
  const attributes = { path: '/', httpOnly: true, sameSite: 'Strict' } as const

  return {
    async person(request) {
      const cookies = await parseSigned(request.headers.get('Cookie') ?? '', secret, cookieName)
      return findPerson(cookies[cookieName]) ?? null
    },
    signedIn: (person) => serializeSigned(cookieName, person.id, secret, attributes),
    signedOut: () => serialize(cookieName, '', { ...attributes, maxAge: 0 }),
  }
}
