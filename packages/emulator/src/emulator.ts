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
  /** The current one, after a rotation. */
  readonly webhookSecret: string
  readonly templateId: string
  /** Lists every inquiry, oldest first. */
  inquiries(): InquiryRecord[]
  /** Lists the sessions of an inquiry, or all of them, oldest first. */
  sessions(inquiryId?: string): SessionRecord[]
  /** Lists the REST calls since the start or `reset()`, oldest first; at least the last 100,000. */
  calls(filter?: {
    inquiryId?: string | undefined
    operation?: Operation | undefined
  }): CallRecord[]
  /** Lists the active faults, oldest first. */
  activeFaults(): FaultRecord[]
  /** Returns the time of the emulator's clock. */
  time(): TimeRecord
  /**
   * Calls the emulator in the same process without a socket, for simulations in virtual time. Only
   * the path of the address matters.
   *
   * @throws TypeError where a connection would be reset, by a fault or by `close()`
   */
  readonly fetch: typeof fetch
  /**
   * Lists the events sent to webhooks about an inquiry, or all of them, oldest first; at least the
   * last 10,000.
   */
  webhookDeliveries(inquiryId?: string): WebhookDeliveryRecord[]
  readonly simulate: Simulate
  /** Deletes everything but the seed, and sets the clock to the real time. */
  reset(): void
  /** Closes every connection and stops listening. */
  close(): Promise<void>
}
