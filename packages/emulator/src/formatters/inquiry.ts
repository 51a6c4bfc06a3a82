import type { Inquiry } from '../entities/inquiry.ts'
import { positionOf } from '../entities/step.ts'
import { stepsOf } from '../lifecycle/widget-visits.ts'
import type { World } from '../world.ts'
import type { Resource } from './resource.ts'
import { formatTime } from './time.ts'

export function formatInquiry(world: World, inquiry: Inquiry): Resource {
  const { answers } = inquiry
  const steps = stepsOf(world, inquiry)
  return {
    type: 'inquiry',
    id: inquiry.id,
    attributes: {
      status: inquiry.status,
      'reference-id': inquiry.referenceId,
      note: inquiry.note,
      behaviors: {},
      tags: inquiry.tags,
      creator: 'API',
      'reviewer-comment': null,
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
      'name-first': answers['name-first'] ?? null,
      'name-last': answers['name-last'] ?? null,
      birthdate: answers['birthdate'] ?? null,
      fields: formatFields(inquiry),
    },
    relationships: {
      account: {
        data: inquiry.accountId === null ? null : { type: 'account', id: inquiry.accountId },
      },
      template: { data: null },
      'inquiry-template': { data: { type: 'inquiry-template', id: inquiry.templateId } },
      'inquiry-template-version': {
        data: { type: 'inquiry-template-version', id: inquiry.templateVersionId },
      },
      transaction: { data: null },
      reviewer: { data: null },
      reports: { data: [] },
      verifications: { data: [] },
      sessions: {
        data: world.store.sessions
          .of(inquiry.id)
          .map(({ id }) => ({ type: 'inquiry-session', id })),
      },
      documents: { data: [] },
      selfies: { data: [] },
    },
  }
}

/** The fields as the REST API and the widget's `complete` message show them. */
export function formatFields(inquiry: Inquiry): Record<string, { type: string; value: string }> {
  return Object.fromEntries(
    Object.entries(inquiry.answers).map(([name, value]) => [
      name,
      { type: name === 'birthdate' ? 'date' : 'string', value },
    ]),
  )
}
