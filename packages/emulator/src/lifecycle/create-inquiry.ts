import type { Answers } from '../entities/answers.ts'
import type { Inquiry } from '../entities/inquiry.ts'
import { latestVersion, stepsOfVersion } from '../entities/inquiry-template.ts'
import type { Lifetimes } from '../entities/lifetimes.ts'
import { createIdentifier } from '../identifiers.ts'
import { watchExpiry } from './inquiries.ts'
import type { World } from '../world.ts'

/** What is known of an inquiry when it is created. */
export interface InquiryDraft {
  readonly referenceId: string | null
  /** @default true */
  readonly autoCreateAccount?: boolean
  readonly templateVersionId?: string
  readonly answers?: Answers
  readonly note?: string | null
  readonly tags?: string[]
  readonly lifetimes?: Partial<Lifetimes>
}

export function createInquiry(world: World, draft: InquiryDraft): Inquiry {
  const { clock, settings, store } = world
  const now = clock.now()
  const lifetimes = { ...settings.lifetimes, ...draft.lifetimes }
  const templateVersionId = draft.templateVersionId ?? latestVersion(store.template).id
  const inquiry: Inquiry = {
    id: createIdentifier('inq'),
    templateId: store.template.id,
    templateVersionId,
    accountId: draft.autoCreateAccount === false ? null : accountIdOf(world, draft.referenceId),
    referenceId: draft.referenceId,
    lifetimes,
    createdAt: now,
    note: draft.note ?? null,
    tags: draft.tags ?? [],
    status: 'created',
    step: stepsOfVersion(store.template, templateVersionId)[0]?.name ?? 'done',
    answers: { ...draft.answers },
    updatedAt: now,
    startedAt: null,
    completedAt: null,
    failedAt: null,
    markedForReviewAt: null,
    decisionedAt: null,
    expiredAt: null,
    redactedAt: null,
    expiresAt: now + lifetimes.create * 1000,
  }
  store.inquiries.set(inquiry.id, inquiry)
  watchExpiry(world, inquiry)
  world.events.emit({ name: 'inquiry.created', inquiry })
  return inquiry
}

/** All inquiries with one reference id share an account; one without has an account of its own. */
function accountIdOf(world: World, referenceId: string | null): string {
  if (referenceId === null) return createIdentifier('act')
  const accountId = world.store.accounts.get(referenceId) ?? createIdentifier('act')
  world.store.accounts.set(referenceId, accountId)
  return accountId
}
