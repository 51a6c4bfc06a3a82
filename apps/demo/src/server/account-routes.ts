import { Hono } from 'hono'
import type { Me, PageConfig } from '../account-contract.ts'
import type { InquiryEvents } from '../database/inquiry-events.ts'
import type { InquiryOwnership } from '../database/inquiry-ownership.ts'
import { findPerson } from '../people.ts'
import type { SignIn } from './sign-in.ts'

export type AccountRoutes = ReturnType<typeof createAccountRoutes>

/** Creates the routes for signing in and out, the signed-in person, and the page's configuration. */
export function createAccountRoutes(
  signIn: SignIn,
  ownership: InquiryOwnership,
  inquiryEvents: InquiryEvents,
  pageConfig: PageConfig,
) {
  return new Hono()
    .post('/sign-in', async (context) => {
      const body: unknown = await context.req.json().catch(() => undefined)
      const person = findPerson(getPersonId(body))
      if (person === undefined) return context.json({ error: 'Nobody has this id.' }, 400)
      context.header('Set-Cookie', await signIn.createCookie(person))
      return context.json({ signedIn: true })
    })
    .post('/sign-out', (context) => {
      context.header('Set-Cookie', signIn.createExpiredCookie())
      return context.json({ signedIn: false })
    })
    .get('/me', async (context) => {
      const person = await signIn.getPerson(context.req.raw)
      if (person === null) return context.json(null)
      const { id, firstName, lastName } = person
      const inquiryId = await ownership.find(id)
      const latest = inquiryId === null ? null : await inquiryEvents.findLatest(inquiryId)
      const inquiryChangedAt = latest?.changedAt ?? null
      const me: Me = { id, firstName, lastName, inquiryId, inquiryChangedAt }
      return context.json(me)
    })
    .get('/config', (context) => context.json(pageConfig))
}

function getPersonId(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'personId' in body ? body.personId : undefined
}
