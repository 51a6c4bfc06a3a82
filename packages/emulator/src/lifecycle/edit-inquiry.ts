import type { Answers } from '../entities/answers.ts'
import { type Inquiry, refuseRedacted } from '../entities/inquiry.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { endLinks } from './one-time-links.ts'
import { endSessions } from './sessions.ts'
import { endVerifications } from './verifications.ts'

/** The editable properties of an inquiry; what is left out stays unchanged. */
export interface InquiryChanges {
  readonly note?: string | null | undefined
  /** Replaces all tags. */
  readonly tags?: readonly string[] | undefined
  /** Answers by name; `null` removes one. */
  readonly answers?: Readonly<Record<string, string | null>> | undefined
}

/** @throws PersonaError 409 when the inquiry is redacted */
export function editInquiry(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  changes: InquiryChanges,
): void {
  refuseRedacted(inquiry)
  if (changes.note !== undefined) inquiry.note = changes.note
  if (changes.tags !== undefined) inquiry.tags = [...new Set(changes.tags)]
  if (changes.answers !== undefined) {
    inquiry.answers = withoutNulls({ ...inquiry.answers, ...changes.answers })
  }
  inquiry.updatedAt = emulator.clock.now()
}

/** Returns the answers that are not `null`. */
export function withoutNulls(answers: Readonly<Record<string, string | null>>): Answers {
  return Object.fromEntries(
    Object.entries(answers).filter((entry): entry is [string, string] => entry[1] !== null),
  )
}

/**
 * Deletes the person's data from an inquiry and its documents, and ends its sessions and links.
 *
 * @throws PersonaError 409 when it is already redacted
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
