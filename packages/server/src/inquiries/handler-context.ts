import { startStoreTime } from '../circuit-breaker.ts'
import type { Log, LogOutcome } from '../logging/log.ts'
import type { Inquiry } from '../persona/inquiry.ts'
import type { PersonaApi } from '../persona/persona-api.ts'
import { PersonaApiError } from '../persona/persona-api-error.ts'
import { createLimits, type Limits } from '../rate-limit/rate-limit.ts'
import type { OutdatedTemplate } from '../sessions/decide-session.ts'
import { createFailOpenStore } from '../sessions/fail-open-store.ts'
import {
  createSessionService,
  type ResumedSession,
  type SessionService,
} from '../sessions/session-service.ts'
import { createSingleFlight } from '../single-flight.ts'
import { type Access, createAccess } from './access.ts'
import { createCurrentInquiry, type CurrentInquiry } from './current-inquiry.ts'
import { createUnknownInquiries, type UnknownInquiries } from './unknown-inquiries.ts'
import type { InquiryHandlerOptions } from './inquiry-handler-options.ts'

/** What every route works with, for one request. */
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
  /** Seconds after which a browser asks whether its session has ended, or `false`. */
  readonly checkEvery: number | false
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
  'persona' | 'outdatedTemplate' | 'sessions' | 'rateLimit' | 'checkEvery'
>

/** Creates the function that returns the context of a request, from the host's options. */
export function createHandlerContext(options: ContextOptions, log: Log): () => HandlerContext {
  const { persona, outdatedTemplate = 'resume', checkEvery = 20 } = options
  const getInquiry = async (inquiryId: string): Promise<Inquiry> => {
    const inquiry = await persona.retrieveInquiry(inquiryId)
    if (inquiry.redactedAt === null) return inquiry
    const { requestId } = inquiry
    throw new PersonaApiError('not_found', `${inquiryId} is redacted.`, { requestId })
  }
  const getStore = createFailOpenStore(options.sessions, log)
  const getLimits = createLimits(options.rateLimit, log)
  const shareResume = createSingleFlight<ResumedSession>()
  const currentInquiry = createCurrentInquiry(persona, log)
  const unknownInquiries = createUnknownInquiries(
    (inquiryId) => persona.retrieveInquiry(inquiryId),
    log,
  )

  return () => {
    const time = startStoreTime()
    const store = getStore(time)
    const limits = getLimits(time)
    const sessions = createSessionService({ persona, getInquiry, store, limits, shareResume })
    return {
      access: createAccess((owner) => sessions.get(owner)),
      persona,
      getInquiry,
      sessions,
      limits,
      currentInquiry,
      unknownInquiries,
      outdatedTemplate,
      checkEvery: store.recordsExpiry && checkEvery,
    }
  }
}
