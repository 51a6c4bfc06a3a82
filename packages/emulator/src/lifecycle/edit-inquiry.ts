import type { Answers } from '../entities/answers.ts'
import { refuseRedacted } from '../entities/inquiry.ts'
import type { Inquiry } from '../entities/inquiry.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { endLinks } from './one-time-links.ts'
import { endSessions } from './sessions.ts'
import { endVerifications } from './verifications.ts'

/** What a host may change of an inquiry; what is left out stays. */
export interface InquiryChanges {
  readonly note?: string | null | undefined
  /** All tags from now on. */
  readonly tags?: readonly string[] | undefined
  /** Answers by name; `null` takes one away. */
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

/** The answers that are given. */
export function withoutNulls(answers: Readonly<Record<string, string | null>>): Answers {
  return Object.fromEntries(
    Object.entries(answers).filter((entry): entry is [string, string] => entry[1] !== null),
  )
}

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
