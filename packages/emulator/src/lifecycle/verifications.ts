import type { IdentityDocument } from '../entities/document.ts'
import type { Inquiry } from '../entities/inquiry.ts'
import type { Selfie } from '../entities/selfie.ts'
import type { Verification, VerificationKind } from '../entities/verification.ts'
import { createIdentifier } from '../identifiers.ts'
import type { World } from '../world.ts'

/** What is known of a document that is handed in. */
export interface SubmittedDocument {
  readonly idClass?: string | undefined
  readonly countryCode?: string | undefined
  /** The verification template that a simulation names. */
  readonly templateId?: string | undefined
}

/** The person hands in an identity document, which is then checked; an earlier one no more. */
export function submitDocument(
  world: World,
  inquiry: Inquiry,
  known: SubmittedDocument = {},
): Verification {
  const document: IdentityDocument = {
    id: createIdentifier('doc'),
    inquiryId: inquiry.id,
    createdAt: world.clock.now(),
    idClass: known.idClass ?? null,
    countryCode: known.countryCode ?? null,
    status: 'submitted',
    processedAt: null,
  }
  world.store.documents.add(document)
  return submitVerification(world, inquiry, 'government-id', {
    documentId: document.id,
    templateId: known.templateId ?? null,
  })
}

/** The person hands in a selfie, which is then checked; an earlier one no more. */
export function submitSelfie(
  world: World,
  inquiry: Inquiry,
  { templateId = null }: { readonly templateId?: string | null } = {},
): Verification {
  const selfie: Selfie = {
    id: createIdentifier('self'),
    inquiryId: inquiry.id,
    createdAt: world.clock.now(),
    status: 'submitted',
    processedAt: null,
  }
  world.store.selfies.add(selfie)
  return submitVerification(world, inquiry, 'selfie', { documentId: null, templateId })
}

/** Begins a check; one of the same kind that has no result yet is cancelled. */
function submitVerification(
  world: World,
  inquiry: Inquiry,
  kind: VerificationKind,
  { documentId, templateId }: Pick<Verification, 'documentId' | 'templateId'>,
): Verification {
  for (const earlier of pendingVerifications(world, inquiry)) {
    if (earlier.kind === kind) endVerification(world, earlier, 'canceled')
  }
  const verification: Verification = {
    id: createIdentifier('ver'),
    inquiryId: inquiry.id,
    kind,
    templateId,
    documentId,
    createdAt: world.clock.now(),
    status: 'submitted',
    completedAt: null,
  }
  world.store.verifications.add(verification)
  return verification
}

/** Ends every check of an inquiry that has no result yet. */
export function endVerifications(
  world: World,
  inquiry: Inquiry,
  status: 'passed' | 'failed' | 'canceled',
): void {
  for (const verification of pendingVerifications(world, inquiry)) {
    endVerification(world, verification, status)
  }
}

export function endVerification(
  world: World,
  verification: Verification,
  status: 'passed' | 'failed' | 'canceled',
): void {
  const now = world.clock.now()
  verification.status = status
  verification.completedAt = now
  if (status === 'canceled') return
  const { inquiryId, documentId, kind } = verification
  const document = documentId === null ? undefined : world.store.documents.get(documentId)
  const selfie = kind === 'selfie' ? world.store.selfies.of(inquiryId).at(-1) : undefined
  for (const evidence of [document, selfie]) {
    if (evidence === undefined) continue
    evidence.status = 'processed'
    evidence.processedAt = now
  }
}

function pendingVerifications({ store }: World, inquiry: Inquiry): Verification[] {
  return store.verifications.of(inquiry.id).filter(({ status }) => status === 'submitted')
}
