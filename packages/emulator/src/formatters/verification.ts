import type { EmulatorContext } from '../emulator-context.ts'
import type {
  IdentityDocument,
  Selfie,
  Verification,
  VerificationKind,
} from '../entities/verification.ts'
import { formatTime, relateTo, type Resource } from './resource.ts'

/** Returns the resource type of a kind of verification. */
export function verificationType(kind: VerificationKind): string {
  return `verification/${kind}`
}

export function formatVerification(
  emulator: EmulatorContext,
  verification: Verification,
): Resource {
  const { kind, inquiryId, documentId, templateId, createdAt, completedAt } = verification
  const inquiry = emulator.store.inquiries.get(inquiryId)
  const own = kind === 'selfie' ? selfieAttributes : governmentIdAttributes(emulator, verification)
  return {
    type: verificationType(kind),
    id: verification.id,
    attributes: {
      status: verification.status,
      'created-at': formatTime(createdAt),
      'created-at-ts': inSeconds(createdAt),
      'submitted-at': formatTime(createdAt),
      'submitted-at-ts': inSeconds(createdAt),
      'completed-at': formatTime(completedAt),
      'completed-at-ts': inSeconds(completedAt),
      'country-code': null,
      checks: [],
      ...own,
    },
    relationships: {
      inquiry: relateTo('inquiry', inquiryId),
      template: relateTo('template', null),
      'inquiry-template-version': relateTo('inquiry-template-version', inquiry?.templateVersionId),
      'inquiry-template': relateTo('inquiry-template', inquiry?.templateId),
      transaction: relateTo('transaction', null),
      'verification-template': relateTo(`verification-template/${kind}`, templateId),
      'verification-template-version': relateTo('verification-template-version', null),
      ...(documentId !== null && { document: relateTo(documentType, documentId) }),
    },
  }
}

function governmentIdAttributes(emulator: EmulatorContext, { documentId }: Verification) {
  const document = documentId === null ? undefined : emulator.store.documents.get(documentId)
  return {
    'country-code': document?.countryCode ?? null,
    'id-class': document?.idClass ?? null,
    'front-photo-url': null,
    'back-photo-url': null,
    'capture-method': null,
    'entity-confidence-reasons': [],
  }
}

const selfieAttributes = {
  'capture-method': 'photo',
  'center-photo-url': null,
  'left-photo-url': null,
  'right-photo-url': null,
  'entity-confidence-reasons': [],
  'photo-urls': [],
}

function inSeconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : Math.floor(milliseconds / 1000)
}

export const documentType = 'document/government-id'

export function formatDocument({ store }: EmulatorContext, document: IdentityDocument): Resource {
  const inquiry = store.inquiries.get(document.inquiryId)
  const { processedAt } = document
  return {
    type: documentType,
    id: document.id,
    attributes: {
      status: document.status,
      'created-at': formatTime(document.createdAt),
      'processed-at': formatTime(processedAt),
      'processed-at-ts': inSeconds(processedAt),
      'front-photo': null,
      'back-photo': null,
      'selfie-photo': null,
      'id-class': document.idClass,
    },
    relationships: {
      inquiry: relateTo('inquiry', document.inquiryId),
      template: relateTo('template', null),
      'inquiry-template-version': relateTo('inquiry-template-version', inquiry?.templateVersionId),
      'inquiry-template': relateTo('inquiry-template', inquiry?.templateId),
      transaction: relateTo('transaction', null),
      'document-files': { data: [] },
    },
  }
}

export const selfieType = 'selfie/center-only'

export function formatSelfie(selfie: Selfie): Resource {
  const { processedAt } = selfie
  return {
    type: selfieType,
    id: selfie.id,
    attributes: {
      status: selfie.status,
      'created-at': formatTime(selfie.createdAt),
      // Persona's document does not allow `null` here.
      ...(processedAt !== null && { 'processed-at': formatTime(processedAt) }),
    },
    relationships: { inquiry: relateTo('inquiry', selfie.inquiryId) },
  }
}
