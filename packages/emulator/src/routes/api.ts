import { Hono } from 'hono'
import { failAsOrdered } from '../http/api-faults.ts'
import { authenticate } from '../http/authenticate.ts'
import type { Environment } from '../http/environment.ts'
import { recordCalls } from '../http/record-calls.ts'
import { PersonaError } from '../persona-error.ts'
import type { World } from '../world.ts'
import { createInquiryRoutes } from './inquiries.ts'
import { createInquirySessionRoutes } from './inquiry-sessions.ts'

/** `/api/v1`: what a host's back end calls. */
export function createApiRoutes(world: World): Hono<Environment> {
  const api = new Hono<Environment>()
  api.use(recordCalls(world), failAsOrdered(world), authenticate(world.settings.apiKey))
  api.route('/inquiries', createInquiryRoutes(world))
  api.route('/inquiry-sessions', createInquirySessionRoutes(world))
  api.all('*', (context) => {
    throw new PersonaError(404, {
      title: 'Not found',
      details: `The emulator has no route ${context.req.method} ${context.req.path}`,
    })
  })
  api.onError((error, context) => {
    if (error instanceof PersonaError) return context.json({ errors: error.errors }, error.status)
    console.error(error)
    return context.json({ errors: [{ title: 'Internal server error' }] }, 500)
  })
  return api
}
