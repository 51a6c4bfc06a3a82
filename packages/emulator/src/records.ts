import type { Answers } from './entities/answers.ts'
import type { InquiryStatus } from './entities/inquiry.ts'
import type { SessionCreator } from './entities/inquiry-session.ts'
import type { StepName } from './entities/step.ts'

/** Where a session stands, in Persona's words: `new` until a widget has loaded with it. */
export type SessionStatus = 'new' | 'active' | 'expired'

/** One session object, as tests and panels see it. Never holds the token. */
export interface SessionRecord {
  id: string
  inquiryId: string
  status: SessionStatus
  createdBy: SessionCreator
  /** ISO 8601, like every time in a record. */
  createdAt: string
  expiresAt: string
  /** How many times a widget has loaded with it. */
  loadedByWidget: number
}

/** One inquiry, as tests and panels see it. */
export interface InquiryRecord {
  id: string
  status: InquiryStatus
  referenceId: string | null
  /** The step that the person sees next. */
  step: StepName
  answers: Answers
  createdAt: string
  expiresAt: string
}

/** The calls that the REST API tells apart: by their usual name, or the last part of the path. */
export const operations = [
  'create',
  'list',
  'retrieve',
  'redact',
  'resume',
  'expire',
  'generate-one-time-link',
  'approve',
  'decline',
  'mark-for-review',
  'create-session',
  'list-sessions',
  'retrieve-session',
  'other',
] as const

export type Operation = (typeof operations)[number]

/** One call to the REST API. */
export interface CallRecord {
  method: string
  /** Without `/api/v1` and without the query. */
  path: string
  operation: Operation
  inquiryId: string | null
  /** The answer's status; `null` while there is none, and for good when there never was. */
  status: number | null
  at: string
}
