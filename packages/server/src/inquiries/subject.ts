/** The signed-in person, as the host knows them. */
export interface Subject {
  /** The host's own id of the person. It appears in logs, so it should be no e-mail address. */
  readonly id: string
}

/** What a person wants to do with an inquiry: go through it, see how it stands, or get a link to it. */
export type Action = 'open' | 'read' | 'link'

/** What the host is asked before anything is said or done about an inquiry. */
export interface AuthorizationRequest {
  readonly subject: Subject
  readonly inquiryId: string
  readonly action: Action
}
