import {
  createInquiryHandler,
  createRateLimit,
  createSessionStore,
  createWebhookHandler,
  type InquiryHandlerOptions,
  type Log,
  type RateLimit,
} from '@resumable-inquiry/server'
import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import type { ConnectedPersona } from '../connect-persona.ts'
import { createInquiryEvents } from '../database/inquiry-events.ts'
import { createInquiryOwnership } from '../database/inquiry-ownership.ts'
import type { Database } from '../database/open-database.ts'
import { createAccountRoutes } from './account-routes.ts'
import { createDemoController } from './demo-controller.ts'
import { createPlaygroundRoutes } from './playground-routes.ts'
import type { SignIn } from './sign-in.ts'

/** What the back end works with. */
export interface BackEndOptions {
  database: Database
  signIn: SignIn
  persona: ConnectedPersona
  /** Sessions and limits that several back ends share. @default each has its own */
  shared?: Pick<InquiryHandlerOptions, 'sessions' | 'rateLimit'> | undefined
  log?: Log | undefined
}

/** The bank's back end. */
export interface BackEnd {
  readonly routes: Hono
  /** Gives the returning person a half-done inquiry. Does nothing on real Persona. */
  loadFixture(): Promise<void>
}

/** Where Persona sends its events. */
export const webhookPath = '/api/persona-webhooks'

export function createBackEnd(options: BackEndOptions): BackEnd {
  const { database, signIn, persona, shared, log } = options
  const { api, templateId, customHost, webhookSecrets, emulator } = persona
  const ownership = createInquiryOwnership(database)
  const inquiryEvents = createInquiryEvents(database)
  const sessions = shared?.sessions ?? createSessionStore({ ...(log && { log }) })

  const handleInquiries = createInquiryHandler({
    persona: api,
    basePath: '/api/inquiries',
    authenticate: (request) => signIn.getPerson(request),
    authorize: ({ subject, inquiryId }) => ownership.owns(subject.id, inquiryId),
    start: {
      template: (subject) => ({ templateId, referenceId: subject.id }),
      find: (subject) => ownership.find(subject.id),
      claim: (subject, inquiryId, replaced) => ownership.claim(subject.id, inquiryId, replaced),
    },
    rateLimit: shared?.rateLimit ?? createLimits(persona),
    sessions,
    ...(log && { log }),
  })

  const routes = new Hono()
  if (webhookSecrets.length > 0) {
    const handleWebhook = createWebhookHandler({
      secrets: webhookSecrets,
      persona: api,
      seen: (eventId) => inquiryEvents.hasHandled(eventId),
      onEvent: (event) => inquiryEvents.handle(event),
      sessions,
      ...(log && { log }),
    })
    routes.all(webhookPath, (context) => handleWebhook(context.req.raw))
  }
  const pageConfig = { customHost, hasEmulator: emulator !== undefined }
  routes
    .use(csrf())
    .all('/api/inquiries/*', (context) => handleInquiries(context.req.raw))
    .route('/api', createAccountRoutes(signIn, ownership, inquiryEvents, pageConfig))
  if (emulator === undefined) return { routes, loadFixture: async () => {} }

  const createInquiry = async (personId: string) => {
    const { id } = await api.createInquiry({ templateId, referenceId: personId })
    return id
  }
  const controller = createDemoController(emulator, ownership, createInquiry, api.forgetInquiry)
  routes.route('/api/playground', createPlaygroundRoutes(signIn, controller))
  return { routes, loadFixture: controller.loadFixture }
}

/** With the emulator, allows as many sessions as Persona does: the demo is for killing them. */
function createLimits({ emulator }: ConnectedPersona): RateLimit {
  const limits = createRateLimit()
  if (emulator !== undefined) limits.sessions.points = limits.inquiries.points = 25
  return limits
}
