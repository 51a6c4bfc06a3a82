import { startStoreTime } from '../timeouts.ts'
import type { Log, LogOutcome } from '../logging/log.ts'
import type { Inquiry } from '../persona/inquiry.ts'
import type { PersonaCaller } from '../persona/call-pacer/leases.ts'
import type { PersonaApi, PersonaCalls, RetrieveInquiryOptions } from '../persona/persona-api.ts'
import { PersonaApiError } from '../persona/persona-api-error.ts'
import { createLimits, type Limits } from '../rate-limit/rate-limit.ts'
import type { OutdatedTemplate } from '../sessions/decide-session.ts'
import { createFailOpenStore } from '../sessions/fail-open-store.ts'
import {
  createSessionService,
  createSingleFlight,
  type ResumedSession,
  type SessionService,
} from '../sessions/session-service.ts'
import { type Access, createAccess } from './access.ts'
import { createCurrentInquiry, type CurrentInquiry } from './current-inquiry.ts'
import { createUnknownInquiries, type UnknownInquiries } from './unknown-inquiries.ts'
import type { InquiryHandlerOptions } from './inquiry-handler-options.ts'

/** What every route works with, for one request. */
export interface HandlerContext {
  readonly access: Access
  /** Persona's API, called for the request's person. To show an inquiry to them, use `getInquiry`. */
  readonly persona: PersonaCalls
  /**
   * Retrieves an inquiry for a person, to whom a redacted one is absent.
   *
   * @throws {PersonaApiError} `not_found` and others
   */
  readonly getInquiry: (inquiryId: string, options?: RetrieveInquiryOptions) => Promise<Inquiry>
  readonly sessions: SessionService
  readonly limits: Limits
  readonly currentInquiry: CurrentInquiry
  readonly unknownInquiries: UnknownInquiries
  readonly outdatedTemplate: OutdatedTemplate
  /** Seconds after which a browser asks whether its session has ended, or `false`. */
  readonly checkEvery: number | false
  /** Where Persona's hosted flow returns to. */
  readonly redirectUri: string | undefined
}

/** What a route returns. */
export interface RouteResult {
  readonly body: unknown
  /** Where to redirect instead of returning the body. */
  readonly location?: string
  /** The inquiry that the response is about, which may not be the one asked for. */
  readonly inquiryId: string
  readonly outcome: LogOutcome
  /** Persona's id of the call that decided the outcome, if one was made. */
  readonly requestId?: string | undefined
}

/** The options that the context is made from: all but the host's functions. */
type ContextOptions = Pick<
  InquiryHandlerOptions,
  'persona' | 'outdatedTemplate' | 'sessions' | 'rateLimit' | 'checkEvery' | 'hosted'
>

/** Creates the function that returns the context of a request, from the host's options. */
export function createHandlerContext(
  options: ContextOptions,
  log: Log,
): (subjectId: string) => HandlerContext {
  const { outdatedTemplate = 'resume', checkEvery = 20 } = options
  const getStore = createFailOpenStore(options.sessions, log)
  const getLimits = createLimits(options.rateLimit, log)
  const shareResume = createSingleFlight<ResumedSession>()
  const currentInquiry = createCurrentInquiry(log)
  const unknownInquiries = createUnknownInquiries(log)

  return (subjectId) => {
    const persona = bindCaller(options.persona, { id: subjectId })
    const getInquiry: HandlerContext['getInquiry'] = async (inquiryId, callOptions) => {
      const inquiry = await persona.retrieveInquiry(inquiryId, callOptions)
      if (inquiry.redactedAt === null) return inquiry
      const { requestId } = inquiry
      throw new PersonaApiError('not_found', `${inquiryId} is redacted.`, { requestId })
    }
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
      redirectUri: options.hosted?.redirectUri,
    }
  }
}

/** Makes all calls for one person, whose budget they count in. */
function bindCaller(persona: PersonaApi, caller: PersonaCaller): PersonaCalls {
  return {
    retrieveInquiry: (id, options) => persona.retrieveInquiry(id, { ...options, caller }),
    createInquiry: (inquiry, options) => persona.createInquiry(inquiry, { ...options, caller }),
    listInquiries: (filter, options) => persona.listInquiries(filter, { ...options, caller }),
    resumeInquiry: (id, options) => persona.resumeInquiry(id, { ...options, caller }),
    generateOneTimeLink: (id, options) => persona.generateOneTimeLink(id, { ...options, caller }),
    expireInquiry: (id, options) => persona.expireInquiry(id, { ...options, caller }),
  }
}
