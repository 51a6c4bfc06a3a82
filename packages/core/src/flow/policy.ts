import type { SessionQuery } from '../client/inquiry-client.ts'
import type { FlowOptions } from './options.ts'

/** Every limit and deadline of a flow. Times are milliseconds unless the name says otherwise. */

/** Recoveries without progress by the person, unless the host sets `recovery.maxAttempts`. */
export const defaultMaxAttempts = 3

/** Sessions in a flow's life, whatever progress is made. Persona allows 25 for an inquiry. */
export const maxSessions = 8

/** Frames loaded again with the same session, without progress by the person. */
export const maxReloads = 1

/** Time for the back end's session, retries included, unless the host sets `timeouts.session`. */
export const defaultSessionTimeout = 15_000

/** Time for the widget to become ready, unless the host sets `timeouts.frame`. */
export const defaultFrameTimeout = 20_000

/** A session younger than this is not suspected when its frame does not become ready. */
export const freshSessionAge = 60_000

/** Time of waiting, while the page is visible, after which the person is told that it goes on. */
export const longWait = 8_000

/** Time that the page must have been hidden before its return counts as coming back. */
export const minHiddenTime = 60_000

/** Seconds after which a retry that is due, and that something keeps from starting, is due again. */
export const retryRecheck = 5

/** A timer set for longer fires at once. */
export const maxTimerDelay: number = 2 ** 31 - 1

/** Returns the query for the session that an opening needs. */
export function toStartQuery(options: FlowOptions): SessionQuery {
  const { inquiryId } = options
  return { inquiryId, reason: 'start', attempt: 1, timeout: getSessionTimeout(options) }
}

/** Returns the milliseconds to wait for a session. */
export function getSessionTimeout({ timeouts }: FlowOptions): number {
  return timeouts?.session ?? defaultSessionTimeout
}

/** Returns the milliseconds to wait for the widget. */
export function getFrameTimeout({ timeouts }: FlowOptions): number {
  return timeouts?.frame ?? defaultFrameTimeout
}
