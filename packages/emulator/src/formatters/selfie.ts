import type { Selfie } from '../entities/selfie.ts'
import type { Resource } from './resource.ts'
import { formatTime } from './time.ts'

export const selfieType = 'selfie/center-only'

export function formatSelfie(selfie: Selfie): Resource {
  const { processedAt } = selfie
  return {
    type: selfieType,
    id: selfie.id,
    attributes: {
      status: selfie.status,
      'created-at': formatTime(selfie.createdAt),
      // Persona's document has a date here or nothing.
      ...(processedAt !== null && { 'processed-at': formatTime(processedAt) }),
    },
    relationships: { inquiry: { data: { type: 'inquiry', id: selfie.inquiryId } } },
  }
}
