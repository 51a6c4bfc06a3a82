import {
  createPreflightResponse,
  getCorsHeaders,
  isPreflight,
  parseAllowedOrigins,
  requireAllowedOrigin,
  requireSameSite,
} from '../http/cross-origin.ts'
import {
  createJsonResponse,
  createProblemResponse,
  requireMethod,
  toProblem,
} from '../http/problem.ts'
import { checkJsonHeaders } from '../http/request-body.ts'
import { createRouter, type Route, routeFormats } from '../http/router.ts'
import { createLog } from '../logging/log.ts'
import { createRequestLog, type LogContext, type RequestLog } from '../logging/request-log.ts'
import { inSpan } from '../logging/tracing.ts'
import { createHandlerContext, type HandlerContext, type RouteResult } from './handler-context.ts'
import type { InquiryHandlerOptions } from './inquiry-handler-options.ts'
import { inquiryRoutes, startInquiry } from './routes.ts'

/** Handles a request to the host's back end. Never rejects. */
export type InquiryHandler = (request: Request) => Promise<Response>

/**
 * Creates the handler that gives a host's people access to their own inquiries.
 *
 * - `POST {basePath}` starts or resumes the signed-in person's current inquiry
 * - `POST {basePath}/{inquiryId}/session` returns a session
 * - `GET {basePath}/{inquiryId}` returns the status
 * - `POST {basePath}/{inquiryId}/one-time-link` creates a link
 *
 * @throws {TypeError} if the options contradict each other
 * @example
 * const handler = createInquiryHandler({ persona, basePath: '/api/inquiries', authenticate, authorize })
 * app.all('/api/inquiries/*', (context) => handler(context.req.raw))
 */
export function createInquiryHandler(options: InquiryHandlerOptions): InquiryHandler {
  const log = createLog(options.log)
  const getRoute = createRouter(options.basePath)
  const allowedOrigins = parseAllowedOrigins(options.allowedOrigins)
  const context = createHandlerContext(options, log)

  const handle = async (request: Request, requestLog: RequestLog): Promise<Response> => {
    const cors = getCorsHeaders(request, allowedOrigins)
    try {
      const route = getRoute(request)
      Object.assign(requestLog.context, route)
      const { method, body } = routeFormats[route.action]
      if (isPreflight(request)) {
        requireAllowedOrigin(request, allowedOrigins)
        requestLog.succeed({ outcome: 'preflight', status: 204 })
        return createPreflightResponse(request, method, cors)
      }
      requireMethod(request, method)
      if (body !== 'none') checkJsonHeaders(request, body === 'optional')
      requireSameSite(request, allowedOrigins)
      const result = await serveRoute(context, request, route, requestLog.context)
      requestLog.succeed(result)
      return createJsonResponse(result.body, cors)
    } catch (thrown) {
      const problem = toProblem(thrown)
      requestLog.fail(problem)
      return createProblemResponse(problem, cors)
    }
  }

  return (request) =>
    inSpan({ name: 'inquiry request' }, (span) => handle(request, createRequestLog(log, span)))
}

async function serveRoute(
  context: HandlerContext,
  request: Request,
  route: Route,
  logContext: LogContext,
): Promise<RouteResult> {
  const { access, limits } = context
  // Authenticate before reading the body: the host may clone the request, and a signed-out client should
  // not keep the handler waiting.
  const subject = await access.authenticate(request)
  logContext.subjectId = subject.id
  await limits.countRequest(subject.id)
  const requestContext = { ...context, caller: { id: subject.id } }
  if (route.action === 'start') return await startInquiry(requestContext, subject, request)
  // The only way to a route with an id, so that none runs unauthorized.
  const { action, prepare } = inquiryRoutes[route.action]
  const serve = await prepare(requestContext, subject, request)
  return await serve(await access.authorize(subject, route.inquiryId, action))
}
