import {
  checkOptions,
  optional,
  requireFunction,
  requireMethods,
  requireMilliseconds,
  requireOneOf,
  requireSeconds,
} from '../check-options.ts'
import { getIn } from '../get-in.ts'
import {
  createPreflightResponse,
  getCorsHeaders,
  isPreflight,
  parseAllowedOrigins,
  requireAllowedOrigin,
  requireNavigation,
  requireSameSite,
} from '../http/cross-origin.ts'
import {
  createJsonResponse,
  createProblemPage,
  createProblemResponse,
  createRedirectResponse,
  requireMethod,
  toProblem,
} from '../http/problem.ts'
import { checkJsonHeaders } from '../http/request-body.ts'
import {
  createRouter,
  parseBasePath,
  parseRedirectUri,
  type Route,
  routeFormats,
} from '../http/router.ts'
import { createLog } from '../logging/log.ts'
import { createRequestLog, type RequestLog } from '../logging/request-log.ts'
import { inSpan } from '../logging/tracing.ts'
import type { RateLimit } from '../rate-limit/rate-limit.ts'
import { createHandlerContext, type HandlerContext, type RouteResult } from './handler-context.ts'
import { createAuthenticate, type AuthenticatedSubject, type Subject } from './access.ts'
import type { InquiryHandlerOptions } from './inquiry-handler-options.ts'
import { inquiryRoutes, startInquiry } from './routes.ts'

/**
 * Handles a request to the host's back end. Never rejects.
 *
 * @param platform what `authenticate` needs besides the request; the adapters pass the platform's own
 * request. May be left out unless `authenticate` names its type.
 */
export type InquiryHandler<Platform = unknown> = (
  request: Request,
  ...platform: undefined extends Platform ? [platform?: Platform] : [platform: Platform]
) => Promise<Response>

/**
 * Creates the handler that gives a host's people access to their own inquiries.
 *
 * - `POST {basePath}` starts or resumes the signed-in person's current inquiry
 * - `POST {basePath}/{inquiryId}/session` returns a session
 * - `GET {basePath}/{inquiryId}/session` returns whether it has ended
 * - `GET {basePath}/{inquiryId}` returns the status
 * - `POST {basePath}/{inquiryId}/one-time-link` creates a link
 * - `GET {basePath}/{inquiryId}/hosted` redirects the person to Persona's hosted flow
 *
 * What `authenticate` returns is the `subject` of the other functions, with its type: write it first.
 *
 * @throws {TypeError} if options are missing, wrong or unknown; the message names every mistake
 * @example
 * const handler = createInquiryHandler({ persona, basePath: '/api/inquiries', authenticate, authorize })
 * app.all('/api/inquiries/*', (context) => handler(context.req.raw))
 */
export function createInquiryHandler<Person extends Subject, Platform = unknown>(
  options: InquiryHandlerOptions<Person, Platform>,
): InquiryHandler<Platform>
export function createInquiryHandler<Person extends Subject, Platform>(
  options: InquiryHandlerOptions<Person, Platform>,
): (request: Request, platform: Platform) => Promise<Response> {
  checkInquiryHandlerOptions(options)
  const log = createLog(options.log)
  const authenticate = createAuthenticate(options)
  const getRoute = createRouter(options.basePath)
  const allowedOrigins = parseAllowedOrigins(options.allowedOrigins)
  const createContext = createHandlerContext(options, log)

  const handle = async (
    request: Request,
    platform: Platform,
    requestLog: RequestLog,
  ): Promise<Response> => {
    const cors = getCorsHeaders(request, allowedOrigins)
    let isPage = false
    try {
      isPage = new URL(request.url).pathname.endsWith('/hosted')
      const route = getRoute(request)
      Object.assign(requestLog.context, route)
      const { method, allow = method, body } = routeFormats[route.action]
      if (isPreflight(request)) {
        requireAllowedOrigin(request, allowedOrigins)
        requestLog.succeed({ outcome: 'preflight', status: 204 })
        return createPreflightResponse(request, allow, cors)
      }
      requireMethod(request, method, allow)
      if (body !== 'none') checkJsonHeaders(request, body === 'optional')
      if (isPage) requireNavigation(request, allowedOrigins)
      else requireSameSite(request, allowedOrigins)
      // Authenticate before reading the body: the host may clone the request, and a signed-out client should
      // not keep the handler waiting.
      const subject = await authenticate(request, platform)
      requestLog.context.subjectId = subject.id
      const result = await serveRoute(createContext(subject.id), subject, request, route)
      requestLog.succeed(result)
      if (result.location !== undefined) return createRedirectResponse(result.location)
      return createJsonResponse(result.body, cors)
    } catch (thrown) {
      const problem = toProblem(thrown)
      requestLog.fail(problem)
      if (isPage) return createProblemPage(problem)
      return createProblemResponse(problem, cors)
    }
  }

  return (request, platform) =>
    inSpan({ name: 'inquiry request' }, (span) =>
      handle(request, platform, createRequestLog(log, span)),
    )
}

async function serveRoute(
  context: HandlerContext,
  subject: AuthenticatedSubject,
  request: Request,
  route: Route,
): Promise<RouteResult> {
  const { access, limits } = context
  await limits.countRequest(subject.id)
  if (route.action === 'start') return await startInquiry(context, subject, request)
  // The only way to a route with an id, so that none runs unauthorized.
  const { action, prepare } = inquiryRoutes[route.action]
  const serve = await prepare(context, subject, request)
  return await serve(await access.authorize(subject, route.inquiryId, action))
}

/**
 * Checks the options of an inquiry handler, and that they do not contradict each other.
 *
 * @throws {TypeError} the message names every mistake
 */
function checkInquiryHandlerOptions(options: unknown): void {
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
    checkEvery(value, name) {
      if (value === false) return
      optional(requireSeconds)(value, name)
    },
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
      const requireLimiter = requireMethods('consume', 'reward')
      checkOptions<RateLimit>('rateLimit', value, {
        requests: requireLimiter,
        sessions: requireLimiter,
        links: optional(requireLimiter),
        inquiries: optional(requireLimiter),
        creations: optional(requireLimiter),
      })
    },
    hosted: optional((value) =>
      checkOptions<NonNullable<InquiryHandlerOptions['hosted']>>('hosted', value, {
        redirectUri: parseRedirectUri,
      }),
    ),
    log: optional(requireFunction),
  })
}
