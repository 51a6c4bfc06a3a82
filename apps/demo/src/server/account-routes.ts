import { Hono } from 'hono'
import type { InquiryOwnership } from '../database/inquiry-ownership.ts'
import { findPerson } from '../people.ts'
import type { SignIn } from './sign-in.ts'

/** What the page knows about the person who is signed in. */
export interface Me {
  id: string
  name: string
  /** Their current inquiry, where they have one. */
  inquiryId: string | null
}

/** Signing in and out, and who is signed in. */
export function createAccountRoutes(signIn: SignIn, ownership: InquiryOwnership): Hono {
  const routes = new Hono()

  routes.post('/sign-in', async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined)
    const person = findPerson(personIdIn(body))
    if (person === undefined) return context.json({ error: 'Nobody has this id.' }, 400)
    context.header('Set-Cookie', await signIn.signedIn(person))
    return context.body(null, 204)
  })

  routes.post('/sign-out', (context) => {
    context.header('Set-Cookie', signIn.signedOut())
    return context.body(null, 204)
  })

  routes.get('/me', async (context) => {
    const person = await signIn.person(context.req.raw)
    if (person === null) return context.json({ error: 'Nobody is signed in.' }, 401)
    const { id, name } = person
    const me: Me = { id, name, inquiryId: await ownership.find(id) }
    return context.json(me)
  })

  return routes
}

function personIdIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'personId' in body ? body.personId : undefined
}
