import { formatRateLimits } from '../formatters/rate-limit.ts'
import { respond } from '../http/respond.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { Handlers } from './handlers.ts'

/** The call that shows the limits. */
export function rateLimitHandlers(emulator: EmulatorContext): Handlers<'list-rate-limits'> {
  return {
    'list-rate-limits': (context) =>
      respond(context, emulator, { data: formatRateLimits(emulator.rateWindow), include: null }),
  }
}
