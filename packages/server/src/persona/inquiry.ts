import { isInquiryId } from '@resumable-inquiry/core/wire'
import { getIn } from '../get-in.ts'

/** An inquiry as Persona describes it, without the person's answers and names. */
export interface Inquiry {
  readonly id: string
  /** Persona's status. Persona may add statuses without a new API version. */
  readonly status: string
  /** When it expires or expired, in milliseconds since 1970; `null` if Persona does not say. */
  readonly expiresAt: number | null
  /** When the person's data was deleted for good, in milliseconds since 1970. */
  readonly redactedAt: number | null
  /** The template version that the inquiry was created with; it never changes. */
  readonly templateVersionId: string | null
  /** The version that a new inquiry would get; `null` unless the template was included. */
  readonly latestTemplateVersionId: string | null
  /** Persona's id of the call that returned this, for its support. */
  readonly requestId?: string | undefined
}

/** A session that Persona created or returned for an inquiry. */
export interface ResumedInquiry {
  readonly inquiry: Inquiry
  /** Opaque, apart from an `exp` claim that may limit its lifetime. */
  readonly sessionToken: string
}

/** What a new inquiry is created from. */
export interface NewInquiry {
  /** A template (`itmpl_…`, or `tmpl_…` for a legacy one) or a template version (`itmplv_…`). */
  readonly templateId: string
  /** The host's id for the person; Persona groups inquiries with the same id in one account. */
  readonly referenceId?: string
  /** Prefilled answers, by field name. */
  readonly fields?: Readonly<Record<string, unknown>>
}

/**
 * Parses an inquiry object of Persona's API; returns `undefined` if it is not one.
 *
 * @param included related objects; the template among them names its latest version
 */
export function parseInquiry(data: unknown, included?: unknown): Inquiry | undefined {
  const id = getIn(data, 'id')
  const status = getIn(data, 'attributes', 'status')
  if (!isInquiryId(id) || typeof status !== 'string') return undefined

  return {
    id,
    status,
    expiresAt: toTime(getIn(data, 'attributes', 'expires-at')),
    redactedAt: toTime(getIn(data, 'attributes', 'redacted-at')),
    templateVersionId: getRelatedId(data, 'inquiry-template-version'),
    latestTemplateVersionId: getLatestVersionId(included, getRelatedId(data, 'inquiry-template')),
  }
}

function getLatestVersionId(included: unknown, templateId: string | null): string | null {
  if (!Array.isArray(included) || templateId === null) return null
  const template: unknown = included.find(
    (candidate) =>
      getIn(candidate, 'type') === 'inquiry-template' && getIn(candidate, 'id') === templateId,
  )
  return getRelatedId(template, 'latest-published-version')
}

function getRelatedId(data: unknown, name: string): string | null {
  const id = getIn(data, 'relationships', name, 'data', 'id')
  return typeof id === 'string' ? id : null
}

function toTime(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const time = Date.parse(value)
  return Number.isNaN(time) ? null : time
}

/** Returns the body of Persona's call that creates an inquiry. */
export function toInquiryBody({ templateId, referenceId, fields }: NewInquiry): unknown {
  return {
    data: {
      attributes: {
        [getTemplateAttribute(templateId)]: templateId,
        ...(fields === undefined ? {} : { fields }),
      },
    },
    ...(referenceId === undefined
      ? {}
      : { meta: { 'auto-create-account-reference-id': referenceId } }),
  }
}

function getTemplateAttribute(templateId: string): string {
  if (templateId.startsWith('itmplv_')) return 'inquiry-template-version-id'
  if (templateId.startsWith('itmpl_')) return 'inquiry-template-id'
  if (templateId.startsWith('tmpl_')) return 'template-id'
  throw new TypeError(
    `"${templateId}" is no Persona template: an id begins with itmpl_, itmplv_ or tmpl_. Copy it from the template's page in Persona's dashboard.`,
  )
}
