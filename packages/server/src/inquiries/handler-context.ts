import type { Log, LogOutcome } from '../logging/log.ts'
import type { Inquiry } from '../persona/inquiry.ts'
import type { PersonaCaller } from '../persona/call-pacer/leases.ts'
import type { PersonaApi, RetrieveInquiryOptions } from '../persona/persona-api.ts'
import { PersonaApiError } from '../persona/persona-api-error.ts'
import { createLimits, type Limits } from '../rate-limit/limits.ts'
import type { OutdatedTemplate } from '../sessions/decide-session.ts'
import { createSessionService, type SessionService } from '../sessions/session-service.ts'
import { createFailOpenStore, createSessionStore } from '../sessions/session-store.ts'
import { type Access, createAccess } from './access.ts'
import { createCurrentInquiry, type CurrentInquiry } from './current-inquiry.ts'
import type { InquiryHandlerOptions } from './inquiry-handler-options.ts'

/** What every route works with. */
export interface HandlerContext {
  readonly access: Access
  /** Persona's API, but for reading: use `getInquiry`. */
  readonly persona: Omit<PersonaApi, 'retrieveInquiry'>
  /**
   * Retrieves an inquiry for a person, to whom a redacted one is absent.
   *
   * @throws {PersonaApiError} `not_found` and others
   */
  readonly getInquiry: (inquiryId: string, options: RetrieveInquiryOptions) => Promise<Inquiry>
  readonly sessions: SessionService
  readonly limits: Limits
  /** `undefined` without the `start` option. */
  readonly currentInquiry: CurrentInquiry | undefined
  readonly outdatedTemplate: OutdatedTemplate
}

/** What a route works with while it serves one request. */
export interface RequestContext extends HandlerContext {
  /** The request's person, for its calls to Persona. */
  readonly caller: PersonaCaller
}

/** What a route returns. */
export interface RouteResult {
  readonly body: unknown
  /** The inquiry that the response is about, which may not be the one asked for. */
  readonly inquiryId: string
  readonly outcome: LogOutcome
  /** Persona's id of the call that decided the outcome, if one was made. */
  readonly requestId?: string | undefined
}

/**
 * Creates the context from the host's options.
 *
 * @throws {TypeError} if the options contradict each other
 */
export function createHandlerContext(options: InquiryHandlerOptions, log: Log): HandlerContext {
  const { persona, start, outdatedTemplate = 'resume' } = options
  if (outdatedTemplate === 'replace' && start === undefined) {
    throw new TypeError(
      "outdatedTemplate: 'replace' needs `start`, which tells what to create a new inquiry from.",
    )
  }
  const getInquiry: HandlerContext['getInquiry'] = async (inquiryId, callOptions) => {
    const inquiry = await persona.retrieveInquiry(inquiryId, callOptions)
    if (inquiry.redactedAt === null) return inquiry
    const { requestId } = inquiry
    throw new PersonaApiError('not_found', `${inquiryId} is redacted.`, { requestId })
  }
  const store =
    options.sessions === undefined
      ? createSessionStore()
      : createFailOpenStore(options.sessions, log)
  const limits = createLimits(options.rateLimit, log)
  const sessions = createSessionService({ persona, getInquiry, store, limits })
  return {
    access: createAccess(options, (owner) => sessions.get(owner)),
    persona,
    getInquiry,
    sessions,
    limits,
    currentInquiry: start === undefined ? undefined : createCurrentInquiry(persona, start, log),
    outdatedTemplate,
  }
}
