import type { Inquiry } from '../entities/inquiry.ts'
import type {
  IdentityDocument,
  Selfie,
  Verification,
  VerificationKind,
} from '../entities/verification.ts'
import { createIdentifier } from '../state/identifiers.ts'
import type { EmulatorContext } from '../emulator-context.ts'

/** The properties of a submitted document. */
export interface SubmittedDocument {
  readonly idClass?: string | undefined
  readonly countryCode?: string | undefined
  /** The verification template that a simulate action names. */
  readonly templateId?: string | undefined
}

/** Stores a document and starts its verification. Cancels an earlier one in progress. */
export function submitDocument(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  known: SubmittedDocument = {},
): Verification {
  const document: IdentityDocument = {
    id: createIdentifier('doc'),
    inquiryId: inquiry.id,
    createdAt: emulator.clock.now(),
    idClass: known.idClass ?? null,
    countryCode: known.countryCode ?? null,
    status: 'submitted',
    processedAt: null,
  }
  emulator.store.documents.add(document)
  return submitVerification(emulator, inquiry, 'government-id', {
    documentId: document.id,
    templateId: known.templateId ?? null,
  })
}

/** Stores a selfie and starts its verification. Cancels an earlier one in progress. */
export function submitSelfie(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  { templateId = null }: { readonly templateId?: string | null } = {},
): Verification {
  const selfie: Selfie = {
    id: createIdentifier('self'),
    inquiryId: inquiry.id,
    createdAt: emulator.clock.now(),
    status: 'submitted',
    processedAt: null,
  }
  emulator.store.selfies.add(selfie)
  return submitVerification(emulator, inquiry, 'selfie', { documentId: null, templateId })
}

function submitVerification(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  kind: VerificationKind,
  { documentId, templateId }: Pick<Verification, 'documentId' | 'templateId'>,
): Verification {
  for (const earlier of pendingVerifications(emulator, inquiry)) {
    if (earlier.kind === kind) endVerification(emulator, earlier, 'canceled')
  }
  const verification: Verification = {
    id: createIdentifier('ver'),
    inquiryId: inquiry.id,
    kind,
    templateId,
    documentId,
    createdAt: emulator.clock.now(),
    status: 'submitted',
    completedAt: null,
  }
  emulator.store.verifications.add(verification)
  return verification
}

/** Ends every verification in progress of an inquiry. */
export function endVerifications(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  status: 'passed' | 'failed' | 'canceled',
): void {
  for (const verification of pendingVerifications(emulator, inquiry)) {
    endVerification(emulator, verification, status)
  }
}

export function endVerification(
  emulator: EmulatorContext,
  verification: Verification,
  status: 'passed' | 'failed' | 'canceled',
): void {
  const now = emulator.clock.now()
  verification.status = status
  verification.completedAt = now
  if (status === 'canceled') return
  const { inquiryId, documentId, kind } = verification
  const document = documentId === null ? undefined : emulator.store.documents.get(documentId)
  const selfie = kind === 'selfie' ? emulator.store.selfies.of(inquiryId).at(-1) : undefined
  for (const evidence of [document, selfie]) {
    if (evidence === undefined) continue
    evidence.status = 'processed'
    evidence.processedAt = now
  }
}

function pendingVerifications({ store }: EmulatorContext, inquiry: Inquiry): Verification[] {
  return store.verifications.of(inquiry.id).filter(({ status }) => status === 'submitted')
}
