import type { Clock } from './clock.ts'
import type { Events, PersonaEvent } from './events.ts'

/** Something that happened to an inquiry or to a session of it. */
export interface LoggedEvent {
  readonly name: PersonaEvent['name']
  readonly inquiryId: string
  readonly sessionId: string | null
  readonly at: number
}

/** What has happened of late. */
export interface EventLog {
  /** Those of one inquiry, the latest first. */
  of(inquiryId: string): LoggedEvent[]
  clear(): void
}

const mostKept = 5000

/** Keeps what happens, for people to look at. */
export function createEventLog(events: Events, clock: Clock): EventLog {
  let kept: LoggedEvent[] = []
  events.on((event) => {
    if (kept.length >= 2 * mostKept) kept = kept.slice(-mostKept)
    const at = clock.now()
    kept.push(
      'inquiry' in event
        ? { name: event.name, inquiryId: event.inquiry.id, sessionId: null, at }
        : { name: event.name, inquiryId: event.session.inquiryId, sessionId: event.session.id, at },
    )
  })
  return {
    of: (inquiryId) => kept.filter((event) => event.inquiryId === inquiryId).reverse(),
    clear() {
      kept = []
    },
  }
}
