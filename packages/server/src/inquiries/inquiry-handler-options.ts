import type { LogEntry } from '../logging/log.ts'
import type { PersonaApi } from '../persona/persona-api.ts'
import type { RateLimit } from '../rate-limit/rate-limit.ts'
import type { OutdatedTemplate } from '../sessions/decide-session.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import type { HostFunctions, Subject } from './access.ts'

/** Options of {@link createInquiryHandler}. */
export interface InquiryHandlerOptions<
  Person extends Subject = Subject,
  Platform = unknown,
> extends HostFunctions<Person, Platform> {
  persona: PersonaApi
  /** Path that the handler is mounted at, such as `/api/inquiries`. */
  basePath: string
  /**
   * What to do on `start` with an open inquiry whose template has a newer version. Persona recommends a
   * new inquiry, which loses the person's answers. `replace` needs `start`.
   *
   * @default 'resume'
   */
  outdatedTemplate?: OutdatedTemplate
  /**
   * Other origins with front ends, such as `https://app.example` or `capacitor://localhost`. Their pages
   * may send requests with the person's cookies, and read the responses. The handler's own origin need
   * not be listed, unless a proxy changes `Host`.
   *
   * @default none
   */
  allowedOrigins?: readonly string[]
  /**
   * Where to store sessions. While the store fails, people are served without it.
   *
   * @default this process's memory
   */
  sessions?: SessionStore
  /**
   * The limits of one person. While a limiter fails, it refuses no request.
   *
   * @default 120 requests a minute by person, 10 new sessions in 12 hours by person and inquiry, counted
   * by this process
   */
  rateLimit?: RateLimit | false
  /**
   * Writes a log entry. May be asynchronous; requests neither wait for it nor fail with it.
   *
   * @default warnings and errors go to the console
   */
  log?: (entry: LogEntry) => unknown
}
