import { Hono } from 'hono'
import type { EmulatorContext } from '../emulator-context.ts'
import { applyApiFaults } from '../faults/fail-api.ts'
import type { Environment } from '../http/environment.ts'
import { replay } from '../http/idempotency.ts'
import { inflect, readInflection } from '../http/inflection.ts'
import { maskSecrets } from '../http/mask-secrets.ts'
import { limitRate } from '../http/rate-limit.ts'
import { recordCalls } from '../http/record-calls.ts'
import { authenticate, checkHeaders, limitBody } from '../http/request-checks.ts'
import { apiPath, type KnownOperation, methodsOf, routes } from '../operations.ts'
import { PersonaError, notFound } from '../persona-error.ts'
import { inquiryHandlers } from './inquiries.ts'
import type { Handlers } from './inquiry-response.ts'
import { inquirySessionHandlers } from './inquiry-sessions.ts'
import { inquirySimulationHandlers } from './inquiry-simulation.ts'

/** `/api/v1`: the REST API for a host's back end. */
export function createApiRoutes(emulator: EmulatorContext): Hono<Environment> {
  const api = new Hono<Environment>()
  api.use(
    recordCalls(emulator),
    applyApiFaults(emulator),
    authenticate(emulator.settings.apiKey),
    limitRate(emulator.rateLimit),
    checkHeaders(),
    limitBody(),
    replay(emulator.idempotencyKeys),
  )
  const handlers: Handlers<KnownOperation> = {
    ...inquiryHandlers(emulator),
    ...inquirySimulationHandlers(emulator),
    ...inquirySessionHandlers(emulator),
    ...rateLimitHandlers(emulator),
  }
  for (const { operation, method, path } of routes) {
    api.on(method, path.replace(/\{([\w-]+)\}/g, ':$1'), handlers[operation])
  }
  api.all('*', ({ req: { method, path } }) => {
    const others = methodsOf(apiPath(path)).join(' or ')
    const hint = others === '' ? '' : ` It has ${others} there.`
    throw notFound(`The emulator has no ${method} ${path}.${hint}`)
  })
  api.onError((error, context) => {
    if (error instanceof PersonaError) {
      // A host may log the refusal, and it may quote a secret of the request.
      const body = maskSecrets(emulator, JSON.stringify({ errors: error.errors }))
      return context.body(body, error.status, { 'Content-Type': 'application/json' })
    }
    console.error(error)
    return context.json({ errors: [{ title: 'Internal server error' }] }, 500)
  })
  return api
}

/** The call that lists the limits: that of the environment, or none. */
function rateLimitHandlers(emulator: EmulatorContext): Handlers<'list-rate-limits'> {
  return {
    'list-rate-limits'(context) {
      const { limit, state } = emulator.rateLimit
      const { remaining, secondsLeft } = state()
      const attributes = { limit, remaining, 'seconds-to-reset': secondsLeft }
      const data = limit === Infinity ? [] : [{ type: 'rate-limit/api', attributes }]
      const inflection = readInflection(context.req.header('Key-Inflection'))
      return context.json(inflect({ data }, inflection))
    },
  }
}
