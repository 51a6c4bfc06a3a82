import type { Answers } from '../entities/answers.ts'
import type { Inquiry } from '../entities/inquiry.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { refuseRedacted } from './refuse-redacted.ts'

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
