import type { InquiryStatus } from '../entities/inquiry.ts'
import type { SessionReport } from '../entities/inquiry-session.ts'
import type { CallRecord, InquiryRecord, SessionRecord } from '../records.ts'

/** What every view of the dashboard shows. No record here contains a token, key or code. */
export interface OverviewRecord {
  readonly apiUrl: string
  readonly customHost: string
  readonly templateId: string
  readonly templateVersions: number
  readonly clock: ClockRecord
  readonly activeFaults: readonly ActiveFaultRecord[]
  /** How many there are. */
  readonly inquiries: number
  readonly byStatus: Readonly<Record<InquiryStatus, number>>
  readonly sessions: number
  readonly links: number
  readonly calls: number
  readonly deliveries: number
}

export interface ClockRecord {
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  readonly isFrozen: boolean
  /** How far it is from the machine's own time, in milliseconds. */
  readonly turnedBy: number
}

/** One row of the list of inquiries. */
export interface InquiryRow extends Omit<InquiryRecord, 'answers'> {
  readonly sessions: number
  readonly isOutdated: boolean
  readonly isRedacted: boolean
}

/** Some of many: the newest that match, and how many match in all. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly matching: number
}

/** Everything about one inquiry. */
export interface InquiryDetails extends InquiryRecord {
  readonly accountId: string | null
  readonly steps: readonly string[]
  /** Counted from 1. */
  readonly templateVersion: number
  readonly isOutdated: boolean
  readonly note: string | null
  readonly tags: readonly string[]
  readonly redirectUri: string | null
  readonly times: Readonly<Record<InquiryTime, string | null>>
  readonly sessionCap: number
  readonly sessions: readonly SessionDetails[]
  readonly links: readonly LinkRecord[]
  readonly events: readonly EventRecord[]
}

export type InquiryTime =
  | 'created'
  | 'updated'
  | 'started'
  | 'completed'
  | 'failed'
  | 'markedForReview'
  | 'decisioned'
  | 'expired'
  | 'redacted'

export interface SessionDetails extends SessionRecord {
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly report: SessionReport | null
  readonly isHandoff: boolean
  /** Whether widgets of it are open now. */
  readonly openWidgets: number
}

export interface LinkRecord {
  readonly inquiryId: string
  /** The last letters of its code. */
  readonly ending: string
  readonly state: 'unused' | 'used' | 'expired'
  readonly createdAt: string
  readonly expiresAt: string
  readonly usedAt: string | null
}

export interface EventRecord {
  readonly name: string
  readonly sessionId: string | null
  readonly at: string
}

/** One row of the list of requests. */
export interface RequestRow extends CallRecord {
  readonly id: string
  readonly milliseconds: number | null
}

export interface MessageRecord {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** A request with its answer, all secrets masked. */
export interface RequestRecord extends RequestRow {
  readonly query: string
  readonly request: MessageRecord
  readonly response: MessageRecord | null
}

/** A fault that `simulate` can apply. */
export interface FaultDescription {
  readonly name: string
  /** Its name in `/_emulator/simulate/<address>`. */
  readonly address: string
  readonly group: string
  readonly label: string
  readonly summary: string
  readonly argument: ArgumentSchema
}

export interface ActiveFaultRecord {
  readonly fault: string
  readonly label: string
  readonly scope: Readonly<Record<string, unknown>>
  readonly argument: Readonly<Record<string, unknown>>
  /** How often it still applies; `null` until it is cleared. */
  readonly remaining: number | null
}

/** A part of a JSON Schema, as the arguments of faults use it. */
export interface ArgumentSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, ArgumentSchema>>
  readonly required?: readonly string[]
  readonly enum?: readonly string[]
  readonly const?: string
  readonly anyOf?: readonly ArgumentSchema[]
  readonly oneOf?: readonly ArgumentSchema[]
  readonly minimum?: number
  readonly maximum?: number
  readonly format?: string
  /** The label of its field. @default its name */
  readonly title?: string
  /** What an empty field means. @default 'optional' */
  readonly whenEmpty?: string
}
