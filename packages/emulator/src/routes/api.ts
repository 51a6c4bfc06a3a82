import { Hono } from 'hono'
import { applyApiFaults } from '../http/api-faults.ts'
import { authenticate } from '../http/authenticate.ts'
import { maskSecrets } from '../http/mask-secrets.ts'
import { checkHeaders } from '../http/check-headers.ts'
import type { Environment } from '../http/environment.ts'
import { limitBody } from '../http/limit-body.ts'
import { limitRate } from '../http/limit-rate.ts'
import { recordCalls } from '../http/record-calls.ts'
import { replay } from '../http/replay.ts'
import { suggestRoute } from '../suggest-route.ts'
import { routes } from '../operations.ts'
import type { KnownOperation } from '../operations.ts'
import { PersonaError, notFound } from '../persona-error.ts'
import type { EmulatorContext } from '../emulator-context.ts'
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
export function createApiRoutes(emulator: EmulatorContext): Hono<Environment> {
  const api = new Hono<Environment>()
  api.use(
    recordCalls(emulator),
    applyApiFaults(emulator),
    authenticate(emulator.settings.apiKey),
    limitRate(emulator.rateWindow),
    checkHeaders(),
    limitBody(),
    replay(emulator.idempotencyKeys),
  )
  const handlers: Handlers<KnownOperation> = {
    ...inquiryHandlers(emulator),
    ...inquiryAccessHandlers(emulator),
    ...inquiryReviewHandlers(emulator),
    ...inquiryTagHandlers(emulator),
    ...inquiryPrintHandlers(emulator),
    ...inquirySimulationHandlers(emulator),
    ...inquirySessionHandlers(emulator),
    ...rateLimitHandlers(emulator),
  }
  for (const { operation, method, path } of routes) {
    api.on(method, path.replace(/\{([\w-]+)\}/g, ':$1'), handlers[operation])
  }
  api.all('*', ({ req: { method, path } }) => {
    const nearest = suggestRoute(method, path.replace(/^\/api\/v1/, ''))
    throw notFound(`The emulator has no ${method} ${path}. The nearest it has is ${nearest}`)
  })
  api.onError((error, context) => {
    if (error instanceof PersonaError) {
      // Whoever called may log the refusal, and it may name what they sent.
      const body = maskSecrets(emulator, JSON.stringify({ errors: error.errors }))
      return context.body(body, error.status, { 'Content-Type': 'application/json' })
    }
    console.error(error)
    return context.json({ errors: [{ title: 'Internal server error' }] }, 500)
  })
  return api
}
