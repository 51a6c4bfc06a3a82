import { Hono } from 'hono'
import { failAsOrdered } from '../http/api-faults.ts'
import { authenticate } from '../http/authenticate.ts'
import { blotSecrets } from '../http/blot-secrets.ts'
import { checkHeaders } from '../http/check-headers.ts'
import type { Environment } from '../http/environment.ts'
import { limitBody } from '../http/limit-body.ts'
import { limitRate } from '../http/limit-rate.ts'
import { recordCalls } from '../http/record-calls.ts'
import { replay } from '../http/replay.ts'
import { nearestRoute } from '../nearest-route.ts'
import { routes } from '../operations.ts'
import type { KnownOperation } from '../operations.ts'
import { PersonaError, notFound } from '../persona-error.ts'
import type { World } from '../world.ts'
import type { Handlers } from './handlers.ts'
import { inquiryHandlers } from './inquiries.ts'
import { inquiryAccessHandlers } from './inquiry-access.ts'
import { inquiryPrintHandlers } from './inquiry-print.ts'
import { inquiryReviewHandlers } from './inquiry-reviews.ts'
import { inquirySessionHandlers } from './inquiry-sessions.ts'
import { inquirySimulationHandlers } from './inquiry-simulation.ts'
import { inquiryTagHandlers } from './inquiry-tags.ts'
import { rateLimitHandlers } from './rate-limits.ts'

/** `/api/v1`: what a host's back end calls. */
export function createApiRoutes(world: World): Hono<Environment> {
  const api = new Hono<Environment>()
  api.use(
    recordCalls(world),
    failAsOrdered(world),
    authenticate(world.settings.apiKey),
    limitRate(world.rateWindow),
    checkHeaders(),
    limitBody(),
    replay(world.idempotencyKeys),
  )
  const handlers: Handlers<KnownOperation> = {
    ...inquiryHandlers(world),
    ...inquiryAccessHandlers(world),
    ...inquiryReviewHandlers(world),
    ...inquiryTagHandlers(world),
    ...inquiryPrintHandlers(world),
    ...inquirySimulationHandlers(world),
    ...inquirySessionHandlers(world),
    ...rateLimitHandlers(world),
  }
  for (const { operation, method, path } of routes) {
    api.on(method, path.replace(/\{([\w-]+)\}/g, ':$1'), handlers[operation])
  }
  api.all('*', ({ req: { method, path } }) => {
    const nearest = nearestRoute(method, path.replace(/^\/api\/v1/, ''))
    throw notFound(`The emulator has no ${method} ${path}. The nearest it has is ${nearest}`)
  })
  api.onError((error, context) => {
    if (error instanceof PersonaError) {
      // Whoever called may log the refusal, and it may name what they sent.
      const body = blotSecrets(world, JSON.stringify({ errors: error.errors }))
      return context.body(body, error.status, { 'Content-Type': 'application/json' })
    }
    console.error(error)
    return context.json({ errors: [{ title: 'Internal server error' }] }, 500)
  })
  return api
}
