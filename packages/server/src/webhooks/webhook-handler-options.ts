import {
  checkOptions,
  hasMethods,
  optional,
  requireFunction,
  requireMethods,
  requireSeconds,
} from '../check-options.ts'
import type { LogEntry } from '../logging/log.ts'
import type { PersonaApi } from '../persona/persona-api.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import type { Awaitable, HostCallOptions } from '../timeouts.ts'
import type { WebhookEvent } from './webhook-event.ts'

/** Options of {@link createWebhookHandler}. */
export interface WebhookHandlerOptions {
  /** The webhook's secret; while rotating it, the old one and the new one. */
  secrets: readonly string[]
  /**
   * Handles an event. If it throws, Persona delivers the event again, so its work must be done when it
   * resolves. Persona waits 5 seconds.
   *
   * The events of one inquiry are handled in sequence. If it takes longer than 30 seconds, its `signal`
   * aborts, and the inquiry's next event has its turn.
   */
  onEvent: (event: WebhookEvent, options: HostCallOptions) => unknown
  /**
   * Returns whether an event was handled before, so that it is dropped. To handle every event
   * exactly once on several instances, look the id up in your database, and record it in the
   * transaction of `onEvent`.
   *
   * @default the events that this process has handled
   */
  seen?: (eventId: string, options: HostCallOptions) => Awaitable<boolean>
  /**
   * Where `createInquiryHandler` stores sessions. That a session has ended is recorded there, before
   * `onEvent` and for repeated events too, and open flows learn of it.
   */
  sessions?: SessionStore
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

/**
 * Checks the options of {@link createWebhookHandler}.
 *
 * @throws {TypeError} the message names every mistake, and no secret
 */
export function checkWebhookOptions(options: unknown): void {
  checkOptions<WebhookHandlerOptions>('createWebhookHandler', options, {
    secrets: requireSecrets,
    onEvent: requireFunction,
    seen: optional(requireFunction),
    sessions: optional(requireMarkExpired),
    persona: optional(requireMethods('forgetInquiry')),
    tolerance: optional(requireSeconds),
    log: optional(requireFunction),
  })
}

function requireSecrets(secrets: unknown): void {
  if (Array.isArray(secrets) && secrets.length > 0 && secrets.every(isSecret)) return
  throw new TypeError(
    "secrets must be an array of the webhook's secrets, none of them empty or with blanks around it. Pass those that Persona shows for the webhook.",
  )
}

function isSecret(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value === value.trim()
}

function requireMarkExpired(sessions: unknown): void {
  if (hasMethods(sessions, 'markExpired')) return
  throw new TypeError(
    'sessions has no markExpired, so that it cannot record that a session has ended. Give it markExpired and getExpired, or leave sessions out.',
  )
}
