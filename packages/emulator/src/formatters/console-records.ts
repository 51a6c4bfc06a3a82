import type {
  ExchangeRecord,
  ExchangeRow,
  InquiryDetails,
  InquiryRow,
  LinkRecord,
  OverviewRecord,
  SessionDetails,
} from '../console-records.ts'
import type { Inquiry, InquiryStatus } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import { latestVersion } from '../entities/inquiry-template.ts'
import type { OneTimeLink } from '../entities/one-time-link.ts'
import type { Exchange } from '../exchange-log.ts'
import { listInquiries } from '../lifecycle/inquiries.ts'
import { stepsOf } from '../lifecycle/widget-visits.ts'
import { listStandingOrders } from '../simulate/standing-orders.ts'
import type { World } from '../world.ts'
import { formatInquiryRecord, formatSessionRecord } from './records.ts'
import { formatTime } from './time.ts'

export function formatOverview(world: World): OverviewRecord {
  const { calls, clock, settings, store, webhooks } = world
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
  for (const { status } of listInquiries(world)) byStatus[status] += 1
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
    standingOrders: listStandingOrders(world),
    inquiries: store.inquiries.size,
    byStatus,
    sessions: store.sessions.all().length,
    links: store.links.all().length,
    calls: calls.count,
    deliveries: webhooks.deliveries().length,
  }
}

// Between two looks at the clocks some time has gone by.
function roundToSeconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000) * 1000
}

export function formatInquiryRow(world: World, inquiry: Inquiry): InquiryRow {
  const { answers: _, ...record } = formatInquiryRecord(inquiry)
  return {
    ...record,
    sessions: world.store.sessions.of(inquiry.id).length,
    isOutdated: isOutdated(world, inquiry),
    isRedacted: inquiry.redactedAt !== null,
  }
}

export function formatInquiryDetails(world: World, inquiry: Inquiry): InquiryDetails {
  const { links, sessions, template } = world.store
  return {
    ...formatInquiryRecord(inquiry),
    accountId: inquiry.accountId,
    steps: stepsOf(world, inquiry).map(({ name }) => name),
    templateVersion: template.versions.findIndex(({ id }) => id === inquiry.templateVersionId) + 1,
    isOutdated: isOutdated(world, inquiry),
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
    sessionCap: world.settings.sessionCap,
    sessions: sessions.of(inquiry.id).map((session) => formatSessionDetails(world, session)),
    links: links.of(inquiry.id).map((link) => formatLinkRecord(world, link)),
    happenings: world.happenings
      .of(inquiry.id)
      .map(({ name, sessionId, at }) => ({ name, sessionId, at: formatTime(at) })),
  }
}

function isOutdated({ store }: World, { templateVersionId }: Inquiry): boolean {
  return latestVersion(store.template).id !== templateVersionId
}

export function formatSessionDetails(world: World, session: InquirySession): SessionDetails {
  return {
    ...formatSessionRecord(world, session),
    startedAt: formatTime(session.startedAt),
    endedAt: formatTime(session.ended?.at ?? null),
    report: session.ended?.report ?? null,
    isHandoff: session.deviceHandoffMethod !== null,
    openWidgets: world.widgets.count(session.id),
  }
}

export function formatLinkRecord(world: World, link: OneTimeLink): LinkRecord {
  const isOver = world.clock.now() >= link.expiresAt
  return {
    inquiryId: link.inquiryId,
    ending: link.id.slice(-4),
    state: link.usedAt === null ? (isOver ? 'expired' : 'unused') : 'used',
    createdAt: formatTime(link.createdAt),
    expiresAt: formatTime(link.expiresAt),
    usedAt: formatTime(link.usedAt),
  }
}

export function formatExchangeRow({ id, call, milliseconds }: Exchange): ExchangeRow {
  return { ...call, id, milliseconds }
}

export function formatExchange(exchange: Exchange): ExchangeRecord {
  const { query, request, answer } = exchange
  return { ...formatExchangeRow(exchange), query, request, answer }
}
