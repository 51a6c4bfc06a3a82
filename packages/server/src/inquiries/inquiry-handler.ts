import { readAllowedOrigins } from '../http/allowed-origins.ts'
import { corsHeaders, isPreflight, preflightResponse } from '../http/cors.ts'
import { createDependableMemory } from '../sessions/fail-open-store.ts'
import { createGuard } from './access.ts'
import type { InquiryHandlerOptions } from './inquiry-handler-options.ts'
import { createLimits } from '../rate-limit/limits.ts'
import { linkInquiry } from './link-inquiry.ts'
import { createLog, type Log } from '../logging/log.ts'
import type { Office, Served } from './handler-context.ts'
import { openInquiry, openOwnInquiry } from './open-inquiry.ts'
import { createOwnInquiry } from './current-inquiry.ts'
import { jsonResponse, problemResponse, requireMethod } from '../http/problem.ts'
import { refusalFor } from '../http/to-problem.ts'
import { checkBodyHeaders, readLinkLifetime, readSessionReason } from '../http/request-body.ts'
import type { LogNotes } from '../logging/log-line.ts'
import { createRequestLog, type RequestLog } from '../logging/request-log.ts'
import { createRouter, methodOf, type Route } from '../http/router.ts'
import { requireAllowedOrigin, requireSameSite } from '../http/same-site.ts'
import { createSessionDesk } from '../sessions/session-service.ts'
import { createSessionMemory } from '../sessions/session-store.ts'
import { inSpan } from '../logging/tracing.ts'
import { summarizeInquiry } from './summarize-inquiry.ts'

/** Answers a request to the host's back end. Never rejects. */
export type InquiryHandler = (request: Request) => Promise<Response>

/**
 * Makes the handler that gives a host's people access to their inquiries, and nobody else.
 *
 * - `POST {basePath}` starts or resumes the signed-in person's own inquiry
 * - `POST {basePath}/{inquiryId}/session` gets a session
 * - `GET {basePath}/{inquiryId}` says how the inquiry stands
 * - `POST {basePath}/{inquiryId}/one-time-link` makes a link
 *
 * @throws {TypeError} when the options contradict each other
 * @example
 * const handler = createInquiryHandler({ persona, basePath: '/api/inquiries', authenticate, authorize })
 * app.all('/api/inquiries/*', (context) => handler(context.req.raw))
 */
export function createInquiryHandler(options: InquiryHandlerOptions): InquiryHandler {
  const log = createLog(options.log)
  const readRoute = createRouter(options.basePath)
  const allowedOrigins = readAllowedOrigins(options.allowedOrigins)
  const office = openOffice(options, log)

  const answer = async (request: Request, requestLog: RequestLog): Promise<Response> => {
    const cors = corsHeaders(request, allowedOrigins)
    try {
      const { notes } = requestLog
      const route = readRoute(request)
      Object.assign(notes, route)
      if (isPreflight(request)) {
        requireAllowedOrigin(request, allowedOrigins)
        requestLog.served({ outcome: 'preflight' }, 204)
        return preflightResponse(request, methodOf(route), cors)
      }
      requireMethod(request, methodOf(route))
      checkBodyHeaders(request, route)
      requireSameSite(request, allowedOrigins)
      const served = await serve(office, request, route, notes)
      requestLog.served(served)
      return jsonResponse(served.body, cors)
    } catch (thrown) {
      const refusal = refusalFor(thrown)
      requestLog.refused(refusal)
      return problemResponse(refusal, cors)
    }
  }

  return (request) =>
    inSpan({ name: 'inquiry request' }, (span) => answer(request, createRequestLog(log, span)))
}

async function serve(
  office: Office,
  request: Request,
  route: Route,
  notes: LogNotes,
): Promise<Served> {
  // Before the body is touched: the host may want to clone the request, and nobody who is not signed
  // in is worth waiting for.
  const subject = await office.guard.signedIn(request)
  notes.subjectId = subject.id
  await office.limits.countRequest(subject.id)
  switch (route.action) {
    case 'start':
      return await openOwnInquiry(office, subject, await readSessionReason(request))
    case 'session':
      return await openInquiry(office, subject, route.inquiryId, await readSessionReason(request))
    case 'summary':
      return await summarizeInquiry(office, subject, route.inquiryId)
    case 'link':
      return await linkInquiry(office, subject, route.inquiryId, await readLinkLifetime(request))
  }
}

function openOffice(options: InquiryHandlerOptions, log: Log): Office {
  const { persona, start, outdatedTemplate = 'resume' } = options
  if (outdatedTemplate === 'replace' && start === undefined) {
    throw new TypeError(
      "outdatedTemplate: 'replace' needs `start`: without it nobody knows what a new inquiry is made from.",
    )
  }
  const limits = createLimits(options.rateLimit, log)
  const { sessions } = options
  return {
    persona,
    limits,
    guard: createGuard(options),
    desk: createSessionDesk(
      persona,
      sessions === undefined ? createSessionMemory() : createDependableMemory(sessions, log),
      limits,
    ),
    own: start === undefined ? undefined : createOwnInquiry(persona, start, log),
    outdatedTemplate,
    log,
  }
}
