import { Hono } from 'hono'
import type { Me, PageConfig } from '../account-contract.ts'
import type { InquiryNews } from '../database/inquiry-news.ts'
import type { InquiryOwnership } from '../database/inquiry-ownership.ts'
import { findPerson } from '../people.ts'
import type { SignIn } from './sign-in.ts'

export type AccountRoutes = ReturnType<typeof createAccountRoutes>

/** Signing in and out, who is signed in (`null` for nobody), and what the page must know at its start. */
export function createAccountRoutes(
  signIn: SignIn,
  ownership: InquiryOwnership,
  news: InquiryNews,
  pageConfig: PageConfig,
) {
  return new Hono()
    .post('/sign-in', async (context) => {
      const body: unknown = await context.req.json().catch(() => undefined)
      const person = findPerson(personIdIn(body))
      if (person === undefined) return context.json({ error: 'Nobody has this id.' }, 400)
      context.header('Set-Cookie', await signIn.signedIn(person))
      return context.json({ signedIn: true })
    })
    .post('/sign-out', (context) => {
      context.header('Set-Cookie', signIn.signedOut())
      return context.json({ signedIn: false })
    })
    .get('/me', async (context) => {
      const person = await signIn.person(context.req.raw)
      if (person === null) return context.json(null)
      const { id, firstName, lastName } = person
      const inquiryId = await ownership.find(id)
      const latest = inquiryId === null ? null : await news.find(inquiryId)
      const inquiryChangedAt = latest?.changedAt ?? null
      const me: Me = { id, firstName, lastName, inquiryId, inquiryChangedAt }
      return context.json(me)
    })
    .get('/config', (context) => context.json(pageConfig))
}

function personIdIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'personId' in body ? body.personId : undefined
}
