import type { Inquiry } from '../entities/inquiry.ts'
import type { InquirySession } from '../entities/inquiry-session.ts'
import { stepsOf } from '../entities/inquiry-template.ts'
import { expectedAnswers, type FormField, positionOf } from '../entities/step.ts'
import { sessionStatus } from '../lifecycle/sessions.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { formatTime, relateTo, type Relationship, type Resource } from './resource.ts'
import { documentType, selfieType, verificationType } from './verification.ts'

export function formatInquiry(emulator: EmulatorContext, inquiry: Inquiry): Resource {
  const { answers, id } = inquiry
  const { documents, selfies, sessions, verifications } = emulator.store
  const steps = stepsOf(emulator.store, inquiry)
  return {
    type: 'inquiry',
    id: inquiry.id,
    attributes: {
      status: inquiry.status,
      'reference-id': inquiry.referenceId,
      note: inquiry.note,
      behaviors: {},
      tags: inquiry.tags,
      creator: inquiry.creator,
      'reviewer-comment': inquiry.reviewerComment,
      'created-at': formatTime(inquiry.createdAt),
      'updated-at': formatTime(inquiry.updatedAt),
      'started-at': formatTime(inquiry.startedAt),
      'expires-at': formatTime(inquiry.expiresAt),
      'completed-at': formatTime(inquiry.completedAt),
      'failed-at': formatTime(inquiry.failedAt),
      'marked-for-review-at': formatTime(inquiry.markedForReviewAt),
      'decisioned-at': formatTime(inquiry.decisionedAt),
      'expired-at': formatTime(inquiry.expiredAt),
      'redacted-at': formatTime(inquiry.redactedAt),
      'previous-step-name': steps[positionOf(steps, inquiry.step) - 1]?.name ?? null,
      'next-step-name': inquiry.step,
      ...Object.fromEntries(topLevelFields.map((name) => [name, answers[name] ?? null])),
      fields: formatFields(emulator, inquiry),
    },
    relationships: {
      account: relateTo('account', inquiry.accountId),
      template: relateTo('template', null),
      'inquiry-template': relateTo('inquiry-template', inquiry.templateId),
      'inquiry-template-version': relateTo('inquiry-template-version', inquiry.templateVersionId),
      transaction: relateTo('transaction', null),
      reviewer: relateTo('reviewer', null),
      reports: { data: [] },
      verifications: relateToAll(verifications.of(id), ({ kind }) => verificationType(kind)),
      sessions: relateToAll(sessions.of(id), () => 'inquiry-session'),
      documents: relateToAll(documents.of(id), () => documentType),
      selfies: relateToAll(selfies.of(id), () => selfieType),
    },
  }
}

function relateToAll<Entity extends { id: string }>(
  entities: readonly Entity[],
  typeOf: (entity: Entity) => string,
): Relationship {
  return { data: entities.map((entity) => ({ type: typeOf(entity), id: entity.id })) }
}

// Persona repeats these fields among the attributes.
const topLevelFields = [
  'name-first',
  'name-middle',
  'name-last',
  'birthdate',
  'address-street-1',
  'address-street-2',
  'address-city',
  'address-subdivision',
  'address-subdivision-abbr',
  'address-postal-code',
  'address-postal-code-abbr',
  'social-security-number',
  'identification-number',
  'email-address',
  'phone-number',
]

/** Formats the fields for the REST API and for the widget's `complete` message. */
export function formatFields(
  emulator: EmulatorContext,
  inquiry: Inquiry,
): Record<string, { type: string; value: string | number }> {
  const expected = stepsOf(emulator.store, inquiry).flatMap(expectedAnswers)
  const types = new Map(expected.map(({ name, field }) => [name, field?.type]))
  return Object.fromEntries(
    Object.entries(inquiry.answers).map(([name, value]) => [
      name,
      formatField(types.get(name), value),
    ]),
  )
}

function formatField(type: FormField['type'] | undefined, value: string) {
  // A host's fields are not checked against the template.
  const number = Number(value)
  if (type === 'number' && !Number.isNaN(number)) return { type, value: number }
  if (type === 'date') return { type, value }
  return { type: type === 'select' ? 'choices' : 'string', value }
}

export function formatInquirySession(emulator: EmulatorContext, session: InquirySession): Resource {
  const status = sessionStatus(emulator, session)
  return {
    type: 'inquiry-session',
    id: session.id,
    attributes: {
      status,
      'created-at': formatTime(session.createdAt),
      'started-at': formatTime(session.startedAt),
      'expired-at':
        status === 'expired' ? formatTime(session.ended?.at ?? session.expiresAt) : null,
      ...unknown,
      'user-agent': session.device?.userAgent ?? null,
      'device-handoff-method': session.deviceHandoffMethod,
    },
    relationships: {
      inquiry: relateTo('inquiry', session.inquiryId),
      device: relateTo('device', session.device?.id),
      network: relateTo('network', null),
    },
  }
}

// Persona detects these from the connection and the device.
const unknown = {
  'ip-address': null,
  'os-name': null,
  'os-full-version': null,
  'device-type': null,
  'device-name': null,
  'browser-name': null,
  'browser-full-version': null,
  'mobile-sdk-name': null,
  'mobile-sdk-full-version': null,
  'is-proxy': null,
  'is-tor': null,
  'is-datacenter': null,
  'is-vpn': null,
  'threat-level': null,
  'country-code': null,
  'country-name': null,
  'region-code': null,
  'region-name': null,
  latitude: null,
  longitude: null,
  'gps-latitude': null,
  'gps-longitude': null,
  'gps-precision': null,
}
