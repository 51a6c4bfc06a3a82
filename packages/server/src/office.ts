import type { OutdatedTemplate } from './grant.ts'
import type { Guard } from './guard.ts'
import type { Limits } from './limits.ts'
import type { Log, LogOutcome } from './log.ts'
import type { OwnInquiry } from './own-inquiry.ts'
import type { PersonaApi } from './persona/persona-api.ts'
import type { SessionDesk } from './session-desk.ts'

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
