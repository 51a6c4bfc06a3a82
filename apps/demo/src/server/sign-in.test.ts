import { expect, test } from 'vitest'
import { people } from '../people.ts'
import { createSignIn, type SignIn } from './sign-in.ts'

const [mara] = people

async function createRequest(signIn: SignIn): Promise<Request> {
  if (mara === undefined) throw new Error('The demo has no people.')
  const cookie = (await signIn.createCookie(mara)).split(';')[0] ?? ''
  return new Request('http://localhost/', { headers: { Cookie: cookie } })
}

test('accepts cookies of an earlier secret, and signs with the new one', async () => {
  const before = createSignIn(['the old secret'])
  const meanwhile = createSignIn(['the new secret', 'the old secret'])
  const after = createSignIn(['the new secret'])

  expect(await meanwhile.getPerson(await createRequest(before))).toBe(mara)
  expect(await after.getPerson(await createRequest(meanwhile))).toBe(mara)
  expect(await after.getPerson(await createRequest(before))).toBeNull()
})
