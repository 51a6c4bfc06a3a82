import type { LogEntry } from '../logging/log.ts'
import type { PersonaApi } from '../persona/persona-api.ts'
import type { WebhookEvent } from './webhook-event.ts'

/** Options of {@link createWebhookHandler}. */
export interface WebhookHandlerOptions {
  /** The webhook's secret; while rotating it, the old one and the new one. */
  secrets: readonly string[]
  /**
   * Handles an event. If it throws, Persona delivers the event again, so its work must be done when it
   * resolves. Persona waits 5 seconds.
   *
   * The events of one inquiry are handled in sequence.
   */
  onEvent: (event: WebhookEvent) => unknown
  /**
   * Returns whether an event was handled before, so that it is dropped. To handle every event
   * exactly once on several instances, look the id up in your database, and record it in the
   * transaction of `onEvent`.
   *
   * @default the events that this process has handled
   */
  seen?: (eventId: string) => boolean | Promise<boolean>
  /**
   * The inquiry handler's client of Persona's API, which may return a status again for two seconds. An
   * event makes it forget that of the event's inquiry, before `onEvent`.
   *
   * @default statuses may be two seconds old
   */
  persona?: Pick<PersonaApi, 'forgetInquiry'>
  /**
   * How far a signature's time may be from now, before or after, in seconds. Persona documents no such
   * limit.
   *
   * @default 300
   */
  tolerance?: number
  /**
   * Writes a log entry. May be asynchronous; webhooks neither wait for it nor fail with it.
   *
   * @default warnings and errors go to the console
   */
  log?: (entry: LogEntry) => unknown
}

/** @throws {TypeError} if no webhook could be verified with these options */
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
