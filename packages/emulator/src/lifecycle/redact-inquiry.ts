import type { Inquiry } from '../entities/inquiry.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { endLinks } from './one-time-links.ts'
import { refuseRedacted } from './refuse-redacted.ts'
import { endSessions } from './sessions.ts'
import { endVerifications } from './verifications.ts'

/**
 * Forgets what is known of the person, in the inquiry and in what belongs to it, for good.
 *
 * @throws PersonaError 409 the second time
 */
export function redactInquiry(emulator: EmulatorContext, inquiry: Inquiry): void {
  refuseRedacted(inquiry)
  inquiry.redactedAt = emulator.clock.now()
  inquiry.updatedAt = inquiry.redactedAt
  inquiry.answers = {}
  inquiry.note = null
  inquiry.reviewerComment = null
  inquiry.tags = []
  for (const document of emulator.store.documents.of(inquiry.id)) {
    document.idClass = null
    document.countryCode = null
  }
  endVerifications(emulator, inquiry, 'canceled')
  emulator.events.emit({ name: 'inquiry.redacted', inquiry })
  endSessions(emulator, inquiry.id, 'unauthenticated')
  endLinks(emulator, inquiry.id)
}
