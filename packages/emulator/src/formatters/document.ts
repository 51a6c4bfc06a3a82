import type { IdentityDocument } from '../entities/document.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { Resource } from './resource.ts'
import { formatTime } from './time.ts'

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
