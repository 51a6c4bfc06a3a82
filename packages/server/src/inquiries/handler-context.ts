import type { OutdatedTemplate } from '../sessions/decide-session.ts'
import type { Guard } from './access.ts'
import type { Limits } from '../rate-limit/limits.ts'
import type { Log, LogOutcome } from '../logging/log.ts'
import type { OwnInquiry } from './current-inquiry.ts'
import type { PersonaApi } from '../persona/persona-api.ts'
import type { SessionDesk } from '../sessions/session-service.ts'

/** What every route works with. */
export interface Office {
  readonly persona: PersonaApi
  readonly guard: Guard
  readonly desk: SessionDesk
  readonly limits: Limits
  /** `undefined` where the host starts no inquiries. */
  readonly own: OwnInquiry | undefined
  readonly outdatedTemplate: OutdatedTemplate
  readonly log: Log
}

/** What a request brought about. */
export interface Served {
  readonly body: unknown
  /** The inquiry that it came to be about. */
  readonly inquiryId: string
  readonly outcome: LogOutcome
  /** Persona's id of the call that settled it, where one was made. */
  readonly requestId?: string | undefined
}
