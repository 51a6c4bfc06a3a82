import { expect, test } from 'vitest'
import { people } from '../people.ts'
import { createSignIn, type SignIn } from './sign-in.ts'

const [mara] = people

async function cookieFrom(signIn: SignIn): Promise<Request> {
  if (mara === undefined) throw new Error('The demo has no people.')
  const cookie = (await signIn.signedIn(mara)).split(';')[0] ?? ''
  return new Request('http://localhost/', { headers: { Cookie: cookie } })
}

test('still knows who was signed in under an earlier secret, and signs under the new one', async () => {
  const before = createSignIn(['the old secret'])
  const meanwhile = createSignIn(['the new secret', 'the old secret'])
  const after = createSignIn(['the new secret'])

  expect(await meanwhile.person(await cookieFrom(before))).toBe(mara)
  expect(await after.person(await cookieFrom(meanwhile))).toBe(mara)
  expect(await after.person(await cookieFrom(before))).toBeNull()
})
