import type { LogEntry } from '../logging/log.ts'
import type { NewInquiry } from '../persona/inquiry.ts'
import type { PersonaApi } from '../persona/persona-api.ts'
import type { RateLimit } from '../rate-limit/rate-limit.ts'
import type { OutdatedTemplate } from '../sessions/decide-session.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import type { AccessOptions, Subject } from './access.ts'

/** How to find and create a person's current inquiry. */
export interface StartOptions {
  /** Returns what to create the person's inquiry from. */
  template: (subject: Subject) => NewInquiry | Promise<NewInquiry>
  /** Returns the id of the person's current inquiry, or `null` without one. */
  find: (subject: Subject) => Promise<string | null>
  /**
   * Makes an inquiry the person's current one, unless another was claimed first; returns the id of the
   * current one. Decide this in one place, such as by a unique index, so that one of several concurrent
   * claims wins. The losing inquiry is expired.
   *
   * @param replaced the person's current inquiry so far, which Persona no longer knows or which is
   * outdated. Let the new inquiry take its place only. Absent if `find` returned `null`.
   */
  claim: (subject: Subject, inquiryId: string, replaced?: string) => Promise<string>
}

/** Options of {@link createInquiryHandler}. */
export interface InquiryHandlerOptions extends AccessOptions {
  persona: PersonaApi
  /** Path that the handler is mounted at, such as `/api/inquiries`. */
  basePath: string
  /** Without it, the browser must name an inquiry. */
  start?: StartOptions
  /**
   * What to do on `start` with an open inquiry whose template has a newer version. Persona recommends a
   * new inquiry, which loses the person's answers. `replace` needs `start`.
   *
   * @default 'resume'
   */
  outdatedTemplate?: OutdatedTemplate
  /**
   * Other origins with front ends, such as `https://app.example`. Their pages may send requests with the
   * person's cookies, and read the responses. The handler's own origin need not be listed, unless a
   * proxy changes `Host`.
   *
   * @default none
   */
  allowedOrigins?: readonly string[]
  /**
   * Where to store sessions. While the store fails, people are served from this process's memory. Pass
   * the same store to `createWebhookHandler`, so that the end of a session is learned from Persona.
   *
   * @default this process's memory
   */
  sessions?: SessionStore
  /**
   * Seconds after which an open flow asks whether its session has ended by the word of Persona's
   * webhook, again and again; `false` for never. It needs `sessions` that record that. Asking is a
   * request like any other: it renews a login that lasts as long as it is used.
   *
   * @default 20
   */
  checkEvery?: number | false
  /**
   * The limits of one person and of one inquiry. While a limiter fails, this process counts by itself.
   *
   * @default 120 requests a minute by person, and in 12 hours 10 new sessions by person and inquiry, 5
   * one-time links by person, and 18 of both by inquiry, counted by this process
   */
  rateLimit?: RateLimit | false
  /**
   * Writes a log entry. May be asynchronous; requests neither wait for it nor fail with it.
   *
   * @default warnings and errors go to the console
   */
  log?: (entry: LogEntry) => unknown
}
