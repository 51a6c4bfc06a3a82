import type { FaultRecord, Simulate } from './faults/faults.ts'
import type { Operation } from './operations.ts'
import type {
  CallRecord,
  InquiryRecord,
  SessionRecord,
  TimeRecord,
  WebhookDeliveryRecord,
} from './records.ts'

/** A stand-in Persona that listens on localhost. It must never see real people's data. */
export interface PersonaEmulator {
  /** Base of the REST API, `/api/v1` included. */
  readonly apiUrl: string
  /** `localhost:PORT`, for the SDK's option of the same name. */
  readonly customHost: string
  /** Where the widget comes from: `http://localhost:PORT`. */
  readonly origin: string
  readonly apiKey: string
  /** The latest, where it has been rotated. */
  readonly webhookSecret: string
  readonly templateId: string
  /** Every inquiry, oldest first. */
  inquiries(): InquiryRecord[]
  /** The session objects of an inquiry, oldest first; of all inquiries without an id. */
  sessions(inquiryId?: string): SessionRecord[]
  /** The REST calls since the start or the last `reset()`, oldest first; the last 100,000 at least. */
  calls(filter?: {
    inquiryId?: string | undefined
    operation?: Operation | undefined
  }): CallRecord[]
  /** The faults that are in force, such as faults that are still to happen. */
  activeFaults(): FaultRecord[]
  /** Where the emulator's clock stands. */
  time(): TimeRecord
  /**
   * Asks the emulator in the same process, without a socket: a `fetch` for programs that run in a
   * time of their own. Only the path of the address counts.
   *
   * @throws TypeError where a connection would be reset, by a fault or by `close()`
   */
  readonly fetch: typeof fetch
  /**
   * The events sent to webhooks about an inquiry, oldest first; about all without an id. The last
   * 10,000 at least.
   */
  webhookDeliveries(inquiryId?: string): WebhookDeliveryRecord[]
  readonly simulate: Simulate
  /** Forgets all but the seed, turns the clock back to now, and goes on listening. */
  reset(): void
  /** Ends every connection and stops listening. */
  close(): Promise<void>
}
