import {
  checkOptions,
  hasMethods,
  optional,
  requireFunction,
  requireMethods,
  requireMilliseconds,
  requireOneOf,
} from '../check-options.ts'
import { getIn } from '../get-in.ts'
import { parseAllowedOrigins } from '../http/cross-origin.ts'
import { parseBasePath } from '../http/router.ts'
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

/**
 * Checks the options of {@link createInquiryHandler}, and that they do not contradict each other.
 *
 * @throws {TypeError} the message names every mistake
 */
export function checkInquiryHandlerOptions(options: unknown): void {
  checkOptions<InquiryHandlerOptions>('createInquiryHandler', options, {
    persona: requireMethods(
      'retrieveInquiry',
      'createInquiry',
      'listInquiries',
      'resumeInquiry',
      'generateOneTimeLink',
      'expireInquiry',
    ),
    basePath: parseBasePath,
    authenticate: requireFunction,
    authorize: requireFunction,
    start: optional(requireMethods('template', 'find', 'claim')),
    hostTimeout: optional(requireMilliseconds),
    outdatedTemplate(value, name) {
      optional(requireOneOf('resume', 'replace'))(value, name)
      if (value !== 'replace' || getIn(options, 'start') !== undefined) return
      throw new TypeError(
        "outdatedTemplate: 'replace' needs `start`, which tells what to create a new inquiry from.",
      )
    },
    allowedOrigins: parseAllowedOrigins,
    sessions: optional(requireMethods('get', 'set', 'delete')),
    rateLimit(value) {
      if (value === undefined || value === false) return
      const limiters = [getIn(value, 'requests'), getIn(value, 'sessions')]
      if (limiters.every((limiter) => hasMethods(limiter, 'consume', 'reward'))) return
      throw new TypeError(
        'rateLimit must be false, or an object with the limiters requests and sessions, each with consume and reward.',
      )
    },
    log: optional(requireFunction),
  })
}
