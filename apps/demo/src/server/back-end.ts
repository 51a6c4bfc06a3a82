import {
  createInquiryHandler,
  createRateLimit,
  createWebhookHandler,
  type InquiryHandlerOptions,
  type Log,
  type RateLimit,
} from '@resumable-inquiry/server'
import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import type { ConnectedPersona } from '../connect-persona.ts'
import { createInquiryNews } from '../database/inquiry-news.ts'
import { createInquiryOwnership } from '../database/inquiry-ownership.ts'
import type { Database } from '../database/open-database.ts'
import { createAccountRoutes } from './account-routes.ts'
import { createPanelRoutes } from './panel-routes.ts'
import type { SignIn } from './sign-in.ts'
import { createStageHand } from './stage-hand.ts'

/** What the back end works with. */
export interface BackEndOptions {
  database: Database
  signIn: SignIn
  persona: ConnectedPersona
  /** What several back ends remember and count together. @default each for itself */
  shared?: Pick<InquiryHandlerOptions, 'sessions' | 'rateLimit'> | undefined
  log?: Log | undefined
}

/** The bank's back end. */
export interface BackEnd {
  readonly routes: Hono
  /** Gives the returning person a half-done inquiry, where the emulator allows it. */
  setScene(): Promise<void>
}

/** Where Persona sends its events. */
export const webhookPath = '/api/persona-webhooks'

export function createBackEnd(options: BackEndOptions): BackEnd {
  const { database, signIn, persona, shared, log } = options
  const { api, templateId, customHost, webhookSecrets, emulator } = persona
  const ownership = createInquiryOwnership(database)
  const news = createInquiryNews(database)

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
    rateLimit: limitsFor(persona),
    ...shared,
    ...(log && { log }),
  })

  const routes = new Hono()
  if (webhookSecrets.length > 0) {
    const takeEvent = createWebhookHandler({
      secrets: webhookSecrets,
      seen: (eventId) => news.hasHandled(eventId),
      onEvent: (event) => news.handle(event),
      ...(log && { log }),
    })
    routes.all(webhookPath, (context) => takeEvent(context.req.raw))
  }
  const pageConfig = { customHost, hasPanel: emulator !== undefined }
  routes
    .use(csrf())
    .all('/api/inquiries/*', (context) => answerInquiries(context.req.raw))
    .route('/api', createAccountRoutes(signIn, ownership, news, pageConfig))
  if (emulator === undefined) return { routes, setScene: async () => {} }

  const stageHand = createStageHand(emulator, ownership, async (personId) => {
    const { id } = await api.createInquiry({ templateId, referenceId: personId })
    return id
  })
  routes.route('/api/panel', createPanelRoutes(signIn, stageHand))
  return { routes, setScene: stageHand.setScene }
}

/** On the stage sessions are killed for show, so that only Persona's own cap ends it. */
function limitsFor({ emulator }: ConnectedPersona): RateLimit {
  const limits = createRateLimit()
  if (emulator !== undefined) limits.sessions.points = 25
  return limits
}
