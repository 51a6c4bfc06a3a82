import type { EmulatorContext } from '../emulator-context.ts'
import type {
  IdentityDocument,
  Selfie,
  Verification,
  VerificationKind,
} from '../entities/verification.ts'
import { formatTime } from './resource.ts'
import type { Resource } from './resource.ts'

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
      'completed-at-ts': completedAt === null ? null : inSeconds(completedAt),
      'country-code': null,
      checks: [],
      ...own,
    },
    relationships: {
      inquiry: { data: { type: 'inquiry', id: inquiryId } },
      template: { data: null },
      'inquiry-template-version': {
        data: inquiry ? { type: 'inquiry-template-version', id: inquiry.templateVersionId } : null,
      },
      'inquiry-template': {
        data: inquiry ? { type: 'inquiry-template', id: inquiry.templateId } : null,
      },
      transaction: { data: null },
      'verification-template': {
        data:
          templateId === null ? null : { type: `verification-template/${kind}`, id: templateId },
      },
      'verification-template-version': { data: null },
      ...(documentId !== null && {
        document: { data: { type: 'document/government-id', id: documentId } },
      }),
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

function inSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
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
      'processed-at-ts': processedAt === null ? null : Math.floor(processedAt / 1000),
      'front-photo': null,
      'back-photo': null,
      'selfie-photo': null,
      'id-class': document.idClass,
    },
    relationships: {
      inquiry: { data: { type: 'inquiry', id: document.inquiryId } },
      template: { data: null },
      'inquiry-template-version': {
        data: inquiry ? { type: 'inquiry-template-version', id: inquiry.templateVersionId } : null,
      },
      'inquiry-template': {
        data: inquiry ? { type: 'inquiry-template', id: inquiry.templateId } : null,
      },
      transaction: { data: null },
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
    relationships: { inquiry: { data: { type: 'inquiry', id: selfie.inquiryId } } },
  }
}
