import { type InquiryStatus, isInquiryStatus } from '@resumable-inquiry/core/wire'

/** An inquiry as Persona describes it, reduced to what granting access needs: no answers, no names. */
export interface Inquiry {
  readonly id: string
  /** Persona's word, kept open; see `knownStatus`. */
  readonly status: string
  /** When it expires or expired, in milliseconds since 1970; `null` where Persona does not say. */
  readonly expiresAt: number | null
  /** When the person's data was deleted for good, in milliseconds since 1970. */
  readonly redactedAt: number | null
  /** The template version that it was created with and stays on. */
  readonly templateVersionId: string | null
  /** The version a new inquiry would get. Known only where the template was read along. */
  readonly latestTemplateVersionId: string | null
  /** Persona's id of the call that told this, which its support asks for. */
  readonly requestId?: string | undefined
}

/** A session that Persona handed out for an inquiry. */
export interface ResumedInquiry {
  readonly inquiry: Inquiry
  /** Opaque, but that its expiry, where it can be read, bounds its deadline. */
  readonly sessionToken: string
}

/** What a new inquiry is made from. */
export interface NewInquiry {
  /** A template (`itmpl_…`, or `tmpl_…` of the older kind) or one of its versions (`itmplv_…`). */
  readonly templateId: string
  /** The host's id for the person; Persona keeps all inquiries with one such id in one account. */
  readonly referenceId?: string
  /** Answers that the person need not type again, by field name. */
  readonly fields?: Readonly<Record<string, unknown>>
}

/**
 * The status as the contract knows it. Persona may add statuses without a new API version; on every
 * route, one that is unknown here counts as `pending`: whether the inquiry can be resumed is then
 * Persona's to say, and it refuses where not.
 */
export function knownStatus({ status }: Pick<Inquiry, 'status'>): InquiryStatus {
  return isInquiryStatus(status) ? status : 'pending'
}

/** Tells whether the inquiry's template has been published anew since the inquiry was created. */
export function isTemplateOutdated(
  inquiry: Pick<Inquiry, 'templateVersionId' | 'latestTemplateVersionId'>,
): boolean {
  const { templateVersionId, latestTemplateVersionId } = inquiry
  if (templateVersionId === null || latestTemplateVersionId === null) return false
  return templateVersionId !== latestTemplateVersionId
}
