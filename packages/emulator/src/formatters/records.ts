import type { Clock } from '../clock.ts'
import type { Inquiry } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import { sessionStatus } from '../lifecycle/sessions.ts'
import type { InquiryRecord, SessionRecord, TimeRecord } from '../records.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { formatTime } from './time.ts'

export function formatInquiryRecord(inquiry: Inquiry): InquiryRecord {
  return {
    id: inquiry.id,
    status: inquiry.status,
    referenceId: inquiry.referenceId,
    step: inquiry.step,
    answers: { ...inquiry.answers },
    createdAt: formatTime(inquiry.createdAt),
    expiresAt: formatTime(inquiry.expiresAt),
  }
}

export function formatSessionRecord(
  emulator: EmulatorContext,
  session: InquirySession,
): SessionRecord {
  return {
    id: session.id,
    inquiryId: session.inquiryId,
    status: sessionStatus(emulator, session),
    createdBy: session.createdBy,
    createdAt: formatTime(session.createdAt),
    expiresAt: formatTime(session.expiresAt),
    loadedByWidget: session.loadedByWidget,
  }
}

export function formatTimeRecord(clock: Clock): TimeRecord {
  return { now: formatTime(clock.now()), isFrozen: clock.isFrozen }
}
