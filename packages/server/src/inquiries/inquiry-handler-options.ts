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
   * Persona's hosted flow, which `GET {basePath}/{inquiryId}/hosted` redirects to. `redirectUri` is the
   * address that it returns to, which has to be allowed at Persona.
   *
   * @default Persona shows its own last page
   */
  hosted?: { redirectUri: string }
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
