import { createGuard } from './guard.ts'
import type { InquiryHandlerOptions } from './inquiry-handler-options.ts'
import { linkInquiry } from './link-inquiry.ts'
import { consoleLog, type Log } from './log.ts'
import type { Office, Served } from './office.ts'
import { openInquiry, openOwnInquiry } from './open-inquiry.ts'
import { createOwnInquiry } from './own-inquiry.ts'
import { jsonResponse, problemResponse } from './problem.ts'
import { refusalFor } from './refusal-for.ts'
import { readLinkLifetime, readSessionReason } from './request-body.ts'
import { createRequestLog, type RequestNotes } from './request-log.ts'
import { createRouter, type Route } from './route.ts'
import { requireSameSite } from './same-site.ts'
import { createSessionDesk } from './session-desk.ts'
import { createSessionMemory } from './session-memory.ts'
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
  const log = unfailing(options.log ?? consoleLog)
  const readRoute = createRouter(options.basePath)
  const office = openOffice(options, log)

  return async (request) => {
    const requestLog = createRequestLog(log)
    try {
      const { notes } = requestLog
      const route = readRoute(request)
      Object.assign(notes, route)
      requireSameSite(request)
      const served = await serve(office, request, route, notes)
      requestLog.served(served)
      return jsonResponse(served.body)
    } catch (thrown) {
      const refusal = refusalFor(thrown)
      requestLog.refused(refusal)
      return problemResponse(refusal)
    }
  }
}

async function serve(
  office: Office,
  request: Request,
  route: Route,
  notes: RequestNotes,
): Promise<Served> {
  const signedIn = async () => {
    const subject = await office.guard.signedIn(request)
    notes.subjectId = subject.id
    return subject
  }
  switch (route.action) {
    case 'start': {
      const reason = await readSessionReason(request)
      return await openOwnInquiry(office, await signedIn(), reason)
    }
    case 'session': {
      const reason = await readSessionReason(request)
      return await openInquiry(office, await signedIn(), route.inquiryId, reason)
    }
    case 'summary':
      return await summarizeInquiry(office, await signedIn(), route.inquiryId)
    case 'link': {
      const lifetime = await readLinkLifetime(request)
      return await linkInquiry(office, await signedIn(), route.inquiryId, lifetime)
    }
  }
}

function openOffice(options: InquiryHandlerOptions, log: Log): Office {
  const { persona, start, outdatedTemplate = 'resume' } = options
  if (outdatedTemplate === 'replace' && start === undefined) {
    throw new TypeError(
      "outdatedTemplate: 'replace' needs `start`: without it nobody knows what a new inquiry is made from.",
    )
  }
  return {
    persona,
    guard: createGuard(options),
    desk: createSessionDesk(persona, options.sessions ?? createSessionMemory()),
    own: start === undefined ? undefined : createOwnInquiry(persona, start, log),
    outdatedTemplate,
    log,
  }
}

// A log that throws must not take the answer away from the person.
function unfailing(log: Log): Log {
  return (entry) => {
    try {
      log(entry)
    } catch (error) {
      console.error('[resumable-inquiry] The log function threw.', error)
    }
  }
}
