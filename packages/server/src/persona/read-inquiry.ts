import { isInquiryId } from '@resumable-inquiry/core/wire'
import type { Inquiry } from './inquiry.ts'
import { readPath } from '../get-in.ts'

/**
 * Reads one of Persona's inquiry objects; `undefined` when it is not one.
 *
 * @param included objects that came along; the template among them tells its latest version
 */
export function readInquiry(data: unknown, included?: unknown): Inquiry | undefined {
  const id = readPath(data, 'id')
  const status = readPath(data, 'attributes', 'status')
  if (!isInquiryId(id) || typeof status !== 'string') return undefined

  return {
    id,
    status,
    expiresAt: readDate(readPath(data, 'attributes', 'expires-at')),
    redactedAt: readDate(readPath(data, 'attributes', 'redacted-at')),
    templateVersionId: readRelated(data, 'inquiry-template-version'),
    latestTemplateVersionId: readLatestVersion(included, readRelated(data, 'inquiry-template')),
  }
}

function readLatestVersion(included: unknown, templateId: string | null): string | null {
  if (!Array.isArray(included) || templateId === null) return null
  const template: unknown = included.find(
    (candidate) =>
      readPath(candidate, 'type') === 'inquiry-template' &&
      readPath(candidate, 'id') === templateId,
  )
  return readRelated(template, 'latest-published-version')
}

function readRelated(data: unknown, name: string): string | null {
  const id = readPath(data, 'relationships', name, 'data', 'id')
  return typeof id === 'string' ? id : null
}

function readDate(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const time = Date.parse(value)
  return Number.isNaN(time) ? null : time
}
