export interface InquiryTemplate {
  readonly id: string
  readonly name: string
  /** Oldest first; the last is the latest published version. */
  readonly versionIds: string[]
}
