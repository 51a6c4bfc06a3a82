import type { Answers } from '../entities/answers.ts'
import type { Inquiry } from '../entities/inquiry.ts'
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
  const inquiry: Inquiry = {
    id: createIdentifier('inq'),
    templateId: store.template.id,
    templateVersionId: draft.templateVersionId ?? latestVersionId(world),
    accountId: draft.autoCreateAccount === false ? null : accountIdOf(world, draft.referenceId),
    referenceId: draft.referenceId,
    lifetimes,
    createdAt: now,
    note: draft.note ?? null,
    tags: draft.tags ?? [],
    status: 'created',
    step: 'consent',
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

/** The template version that a new inquiry gets. */
export function latestVersionId(world: World): string {
  const { id, versionIds } = world.store.template
  const latest = versionIds.at(-1)
  if (latest === undefined) throw new Error(`The template ${id} has no published version.`)
  return latest
}

/** All inquiries with one reference id share an account; one without has an account of its own. */
function accountIdOf(world: World, referenceId: string | null): string {
  if (referenceId === null) return createIdentifier('act')
  const accountId = world.store.accounts.get(referenceId) ?? createIdentifier('act')
  world.store.accounts.set(referenceId, accountId)
  return accountId
}
