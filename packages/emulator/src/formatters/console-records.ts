import type {
  InquiryDetails,
  InquiryRow,
  LinkRecord,
  OverviewRecord,
  RequestRecord,
  RequestRow,
  SessionDetails,
} from '../console/records.ts'
import type { Inquiry, InquiryStatus } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import { latestVersion, stepsOf } from '../entities/inquiry-template.ts'
import type { OneTimeLink } from '../entities/one-time-link.ts'
import { listInquiries } from '../lifecycle/inquiries.ts'
import { labelOfActiveFault, listActiveFaults } from '../faults/faults.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { LoggedRequest } from '../state/request-log.ts'
import { formatInquiryRecord, formatSessionRecord } from './records.ts'
import { formatTime } from './resource.ts'

export function formatOverview(emulator: EmulatorContext): OverviewRecord {
  const { clock, requests, settings, store, webhooks } = emulator
  const byStatus: Record<InquiryStatus, number> = {
    created: 0,
    pending: 0,
    completed: 0,
    failed: 0,
    expired: 0,
    needs_review: 0,
    approved: 0,
    declined: 0,
  }
  for (const { status } of listInquiries(emulator)) byStatus[status] += 1
  return {
    apiUrl: `${settings.origin}/api/v1`,
    customHost: new URL(settings.origin).host,
    templateId: settings.templateId,
    templateVersions: store.template.versions.length,
    clock: {
      now: clock.now(),
      isFrozen: clock.isFrozen,
      turnedBy: roundToSeconds(clock.now() - Date.now()),
    },
    activeFaults: listActiveFaults(emulator).map((record) => ({
      ...record,
      scope: { ...record.scope },
      label: labelOfActiveFault(record.fault),
    })),
    inquiries: store.inquiries.size,
    byStatus,
    sessions: store.sessions.all().length,
    links: store.links.all().length,
    calls: requests.count,
    deliveries: webhooks.deliveries().length,
  }
}

// The two clocks are not read at the same moment.
function roundToSeconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000) * 1000
}

export function formatInquiryRow(emulator: EmulatorContext, inquiry: Inquiry): InquiryRow {
  const { answers: _, ...record } = formatInquiryRecord(inquiry)
  return {
    ...record,
    sessions: emulator.store.sessions.of(inquiry.id).length,
    isOutdated: isOutdated(emulator, inquiry),
    isRedacted: inquiry.redactedAt !== null,
  }
}

export function formatInquiryDetails(emulator: EmulatorContext, inquiry: Inquiry): InquiryDetails {
  const { store } = emulator
  const { links, sessions, template } = store
  return {
    ...formatInquiryRecord(inquiry),
    accountId: inquiry.accountId,
    steps: stepsOf(store, inquiry).map(({ name }) => name),
    templateVersion: template.versions.findIndex(({ id }) => id === inquiry.templateVersionId) + 1,
    isOutdated: isOutdated(emulator, inquiry),
    note: inquiry.note,
    tags: inquiry.tags,
    redirectUri: inquiry.redirectUri,
    times: {
      created: formatTime(inquiry.createdAt),
      updated: formatTime(inquiry.updatedAt),
      started: formatTime(inquiry.startedAt),
      completed: formatTime(inquiry.completedAt),
      failed: formatTime(inquiry.failedAt),
      markedForReview: formatTime(inquiry.markedForReviewAt),
      decisioned: formatTime(inquiry.decisionedAt),
      expired: formatTime(inquiry.expiredAt),
      redacted: formatTime(inquiry.redactedAt),
    },
    sessionCap: emulator.settings.sessionCap,
    sessions: sessions.of(inquiry.id).map((session) => formatSessionDetails(emulator, session)),
    links: links.of(inquiry.id).map((link) => formatLinkRecord(emulator, link)),
    events: emulator.eventLog
      .of(inquiry.id)
      .map(({ name, sessionId, at }) => ({ name, sessionId, at: formatTime(at) })),
  }
}

function isOutdated({ store }: EmulatorContext, { templateVersionId }: Inquiry): boolean {
  return latestVersion(store.template).id !== templateVersionId
}

export function formatSessionDetails(
  emulator: EmulatorContext,
  session: InquirySession,
): SessionDetails {
  return {
    ...formatSessionRecord(emulator, session),
    startedAt: formatTime(session.startedAt),
    endedAt: formatTime(session.ended?.at ?? null),
    report: session.ended?.report ?? null,
    isHandoff: session.deviceHandoffMethod !== null,
    openWidgets: emulator.widgets.count(session.id),
  }
}

export function formatLinkRecord(emulator: EmulatorContext, link: OneTimeLink): LinkRecord {
  const isOver = emulator.clock.now() >= link.expiresAt
  return {
    inquiryId: link.inquiryId,
    ending: link.id.slice(-4),
    state: link.usedAt === null ? (isOver ? 'expired' : 'unused') : 'used',
    createdAt: formatTime(link.createdAt),
    expiresAt: formatTime(link.expiresAt),
    usedAt: formatTime(link.usedAt),
  }
}

export function formatRequestRow({ id, call, milliseconds }: LoggedRequest): RequestRow {
  return { ...call, id, milliseconds }
}

export function formatRequest(logged: LoggedRequest): RequestRecord {
  const { query, request, response } = logged
  return { ...formatRequestRow(logged), query, request, response }
}
