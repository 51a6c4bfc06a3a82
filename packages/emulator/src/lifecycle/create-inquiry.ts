import type { Account } from '../entities/account.ts'
import type { Answers } from '../entities/answers.ts'
import type { Inquiry } from '../entities/inquiry.ts'
import { latestVersion, stepsOfVersion } from '../entities/inquiry-template.ts'
import type { Lifetimes } from '../entities/lifetimes.ts'
import { createIdentifier } from '../state/identifiers.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { watchExpiry } from './inquiries.ts'

/** The properties of a new inquiry. */
export interface InquiryDraft {
  /** @default a random one */
  readonly id?: string | undefined
  /** @default now */
  readonly createdAt?: number | undefined
  readonly referenceId: string | null
  /** An existing account. */
  readonly account?: Account | undefined
  /** @default true */
  readonly autoCreateAccount?: boolean
  readonly accountTypeId?: string | undefined
  readonly templateVersionId?: string
  /** The name of the first step. @default that of the template */
  readonly step?: string | undefined
  readonly answers?: Answers
  readonly note?: string | null
  readonly tags?: string[]
  /** @default 'API' */
  readonly creator?: string | undefined
  readonly redirectUri?: string | null | undefined
  readonly lifetimes?: Partial<Lifetimes>
}

export function createInquiry(emulator: EmulatorContext, draft: InquiryDraft): Inquiry {
  const inquiry = draftInquiry(emulator, draft)
  keepInquiry(emulator, inquiry)
  emulator.events.emit({ name: 'inquiry.created', inquiry })
  return inquiry
}

/** Creates an inquiry without storing it, and its account if it has none. */
export function draftInquiry(emulator: EmulatorContext, draft: InquiryDraft): Inquiry {
  const { clock, settings, store } = emulator
  const now = draft.createdAt ?? clock.now()
  const lifetimes = { ...settings.lifetimes, ...draft.lifetimes }
  const templateVersionId = draft.templateVersionId ?? latestVersion(store.template).id
  const account = draft.account ?? newAccount(emulator, draft)
  return {
    id: draft.id ?? createIdentifier('inq'),
    templateId: store.template.id,
    templateVersionId,
    accountId: account?.id ?? null,
    referenceId: draft.referenceId ?? account?.referenceId ?? null,
    lifetimes,
    creator: draft.creator ?? 'API',
    redirectUri: draft.redirectUri ?? null,
    createdAt: now,
    note: draft.note ?? null,
    reviewerComment: null,
    tags: [...new Set(draft.tags)],
    status: 'created',
    step: draft.step ?? stepsOfVersion(store.template, templateVersionId)[0]?.name ?? 'done',
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
}

/** Stores a drafted inquiry and schedules its expiry. */
export function keepInquiry(emulator: EmulatorContext, inquiry: Inquiry): void {
  emulator.store.inquiries.set(inquiry.id, inquiry)
  watchExpiry(emulator, inquiry)
}

function newAccount(emulator: EmulatorContext, draft: InquiryDraft): Account | undefined {
  if (draft.autoCreateAccount === false) return undefined
  return openAccount(emulator, draft.referenceId, draft.accountTypeId)
}

/** Returns the account of a reference id, or creates one. */
function openAccount(
  { clock, store }: EmulatorContext,
  referenceId: string | null,
  typeId: string = store.accountTypeId,
): Account {
  const known = referenceId === null ? undefined : store.accountsByReference.get(referenceId)
  if (known) return known
  const account: Account = {
    id: createIdentifier('act'),
    referenceId,
    typeId,
    createdAt: clock.now(),
  }
  store.accounts.set(account.id, account)
  if (referenceId !== null) store.accountsByReference.set(referenceId, account)
  return account
}
