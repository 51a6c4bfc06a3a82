import type { OutdatedTemplate } from '../sessions/decide-session.ts'
import type { LogEntry } from '../logging/log.ts'
import type { NewInquiry } from '../persona/inquiry.ts'
import type { PersonaApi } from '../persona/persona-api.ts'
import type { RateLimit } from '../rate-limit/rate-limit.ts'
import type { SessionMemory } from '../sessions/session-store.ts'
import type { AuthorizationRequest, Subject } from './subject.ts'

/** How the signed-in person's own inquiry is found, and started where there is none. */
export interface StartOptions {
  /** What a new inquiry for this person is made from. */
  template: (subject: Subject) => NewInquiry | Promise<NewInquiry>
  /** The id of the person's current inquiry; `null` when they have none. */
  find: (subject: Subject) => Promise<string | null>
  /**
   * Makes an inquiry the person's own and answers the id of their current one: this, or another that
   * was claimed before. It must be settled in one place, such as by a unique index, so that of
   * several claims at once one wins. The loser's inquiry is expired.
   *
   * @param replaced the person's inquiry up to now, which Persona no longer knows or which is out of
   * date. Only in its stead may a new one be claimed; absent when `find` knew none.
   */
  claim: (subject: Subject, inquiryId: string, replaced?: string) => Promise<string>
}

/** What the host provides. */
export interface InquiryHandlerOptions {
  persona: PersonaApi
  /** Path at which the handler is mounted, such as `/api/inquiries`. */
  basePath: string
  /**
   * The host's own login: who sends this request? `null` when nobody is signed in. Whoever wants the
   * body reads it from a clone.
   */
  authenticate: (request: Request) => Promise<Subject | null>
  /** May this person do this with this inquiry? Anything but `true` is a no. */
  authorize: (request: AuthorizationRequest) => Promise<boolean>
  /** Left out, the browser must name the inquiry. */
  start?: StartOptions
  /**
   * What is done on `start` with an open inquiry whose template has been published anew; Persona
   * advises a new inquiry, which loses the person's answers. `replace` needs `start`.
   *
   * @default 'resume'
   */
  outdatedTemplate?: OutdatedTemplate
  /**
   * Origins of front ends that stand elsewhere, such as `https://app.example`. Their pages may send
   * requests with the person's cookies, and read the answers. Pages of the handler's own origin need
   * not be listed, unless a proxy changes `Host` on the way.
   *
   * @default none
   */
  allowedOrigins?: readonly string[]
  /**
   * Where live sessions are remembered. While it fails, nothing is remembered and people are served
   * all the same.
   *
   * @default this process's memory
   */
  sessions?: SessionMemory
  /**
   * What one person may ask for. While a limiter fails, nobody is refused.
   *
   * @default 120 requests a minute by person, 10 new sessions in 12 hours by person and inquiry, counted
   * by this process
   */
  rateLimit?: RateLimit | false
  /**
   * May be asynchronous: nothing waits for it, and nothing fails with it.
   *
   * @default warnings and errors go to the console
   */
  log?: (entry: LogEntry) => unknown
}
