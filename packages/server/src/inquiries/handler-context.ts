import type { Log, LogOutcome } from '../logging/log.ts'
import type { Inquiry } from '../persona/inquiry.ts'
import type { PersonaApi } from '../persona/persona-api.ts'
import { PersonaApiError } from '../persona/persona-api-error.ts'
import { createLimits, type Limits } from '../rate-limit/limits.ts'
import type { OutdatedTemplate } from '../sessions/decide-session.ts'
import { createSessionService, type SessionService } from '../sessions/session-service.ts'
import { createFailOpenStore, createSessionStore } from '../sessions/session-store.ts'
import { type Access, createAccess } from './access.ts'
import { createCurrentInquiry, type CurrentInquiry } from './current-inquiry.ts'
import { createUnknownInquiries, type UnknownInquiries } from './unknown-inquiries.ts'
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
  readonly getInquiry: (inquiryId: string) => Promise<Inquiry>
  readonly sessions: SessionService
  readonly limits: Limits
  readonly currentInquiry: CurrentInquiry
  readonly unknownInquiries: UnknownInquiries
  readonly outdatedTemplate: OutdatedTemplate
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

/** The options that the context is made from: all but the host's functions. */
type ContextOptions = Pick<
  InquiryHandlerOptions,
  'persona' | 'outdatedTemplate' | 'sessions' | 'rateLimit'
>

/** Creates the context from the host's options. */
export function createHandlerContext(options: ContextOptions, log: Log): HandlerContext {
  const { persona, outdatedTemplate = 'resume' } = options
  const getInquiry = async (inquiryId: string): Promise<Inquiry> => {
    const inquiry = await persona.retrieveInquiry(inquiryId)
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
    access: createAccess((owner) => sessions.get(owner)),
    persona,
    getInquiry,
    sessions,
    limits,
    currentInquiry: createCurrentInquiry(persona, log),
    unknownInquiries: createUnknownInquiries(
      (inquiryId) => persona.retrieveInquiry(inquiryId),
      log,
    ),
    outdatedTemplate,
  }
}
