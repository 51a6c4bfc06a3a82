import { formatRateLimits } from '../formatters/rate-limit.ts'
import { respond } from '../http/respond.ts'
import type { World } from '../world.ts'
import type { Handlers } from './handlers.ts'

/** The call that shows the limits. */
export function rateLimitHandlers(world: World): Handlers<'list-rate-limits'> {
  return {
    'list-rate-limits': (context) =>
      respond(context, world, { data: formatRateLimits(world.rateWindow), include: null }),
  }
}
