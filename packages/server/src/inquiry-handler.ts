import { createDependableMemory } from './dependable-memory.ts'
import { createGuard } from './guard.ts'
import type { InquiryHandlerOptions } from './inquiry-handler-options.ts'
import { linkInquiry } from './link-inquiry.ts'
import { consoleLog, type Log, type LogEntry } from './log.ts'
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
  // Before the body is touched: the host may want to clone the request, and nobody who is not signed
  // in is worth waiting for.
  const subject = await office.guard.signedIn(request)
  notes.subjectId = subject.id
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
  return {
    persona,
    guard: createGuard(options),
    desk: createSessionDesk(
      persona,
      createDependableMemory(options.sessions ?? createSessionMemory(), log),
    ),
    own: start === undefined ? undefined : createOwnInquiry(persona, start, log),
    outdatedTemplate,
    log,
  }
}

// A log that throws, or rejects, must take neither the answer from the person nor the process down.
function unfailing(log: NonNullable<InquiryHandlerOptions['log']>): Log {
  const write = async (entry: LogEntry) => log(entry)
  return (entry) => {
    write(entry).catch((error: unknown) => {
      console.error('[resumable-inquiry] The log function failed.', error)
    })
  }
}
