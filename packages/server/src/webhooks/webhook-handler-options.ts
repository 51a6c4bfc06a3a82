import type { LogEntry } from '../logging/log.ts'
import type { WebhookEvent } from './webhook-event.ts'

/** What the host provides. */
export interface WebhookHandlerOptions {
  /** The webhook's secret; while it is replaced, the old and the new one. */
  secrets: readonly string[]
  /**
   * Takes an event. When it throws, Persona is told to deliver the event again; so what it does must
   * be over when it resolves, which should be within the 5 seconds that Persona waits.
   *
   * Events of one inquiry are handed over one after the other.
   */
  onEvent: (event: WebhookEvent) => unknown
  /**
   * Has this event been handled? Then it is dropped. A host that answers from its database records
   * the id in `onEvent`, in the transaction of whatever else that does: then no event is handled
   * twice, or lost, however many machines there are.
   *
   * @default what this process has handled
   */
  seen?: (eventId: string) => boolean | Promise<boolean>
  /**
   * How far a signature's time may be from now, before or after, in seconds. Persona names no such
   * limit.
   *
   * @default 300
   */
  tolerance?: number
  /**
   * May be asynchronous: nothing waits for it, and nothing fails with it.
   *
   * @default warnings and errors go to the console
   */
  log?: (entry: LogEntry) => unknown
}

/** @throws {TypeError} when no webhook could be verified so */
export function checkWebhookOptions({ secrets, tolerance = 300 }: WebhookHandlerOptions): void {
  const given: unknown = secrets
  if (!Array.isArray(given) || given.length === 0 || !given.every(isSecret)) {
    throw new TypeError(
      "secrets must be an array of the webhook's secrets, none of them empty or with blanks around it. Pass those that Persona shows for the webhook.",
    )
  }
  if (!(Number.isFinite(tolerance) && tolerance > 0)) {
    throw new TypeError('tolerance must be a number of seconds above 0, such as 300.')
  }
}

function isSecret(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value === value.trim()
}
