import { createInquiryHandler, type Log } from '@resumable-inquiry/server'
import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import type { ConnectedPersona } from '../connect-persona.ts'
import type { InquiryOwnership } from '../database/inquiry-ownership.ts'
import { createAccountRoutes } from './account-routes.ts'
import { createPanelRoutes } from './panel-routes.ts'
import type { SignIn } from './sign-in.ts'
import { createStageHand } from './stage-hand.ts'

/** What the back end works with. */
export interface BackEndOptions {
  ownership: InquiryOwnership
  signIn: SignIn
  persona: ConnectedPersona
  log?: Log | undefined
}

/** The bank's back end. */
export interface BackEnd {
  readonly routes: Hono
  /** Gives the returning person a half-done inquiry, where the emulator allows it. */
  setScene(): Promise<void>
}

export function createBackEnd(options: BackEndOptions): BackEnd {
  const { ownership, signIn, persona, log } = options
  const { api, templateId, emulator } = persona

  const answerInquiries = createInquiryHandler({
    persona: api,
    basePath: '/api/inquiries',
    authenticate: (request) => signIn.person(request),
    authorize: ({ subject, inquiryId }) => ownership.owns(subject.id, inquiryId),
    start: {
      template: (subject) => ({ templateId, referenceId: subject.id }),
      find: (subject) => ownership.find(subject.id),
      claim: (subject, inquiryId, replaced) => ownership.claim(subject.id, inquiryId, replaced),
    },
    ...(log && { log }),
  })

  const routes = new Hono()
    .use(csrf())
    .all('/api/inquiries/*', (context) => answerInquiries(context.req.raw))
    .route(
      '/api',
      createAccountRoutes(signIn, ownership, { customHost: emulator?.customHost ?? null }),
    )
  if (emulator === undefined) return { routes, setScene: async () => {} }

  const stageHand = createStageHand(emulator, ownership, async (personId) => {
    const { id } = await api.createInquiry({ templateId, referenceId: personId })
    return id
  })
  routes.route('/api/panel', createPanelRoutes(signIn, stageHand))
  return { routes, setScene: stageHand.setScene }
}
