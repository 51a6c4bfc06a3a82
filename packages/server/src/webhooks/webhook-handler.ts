import { createCircuitBreaker, startStoreTime, toError } from '../timeouts.ts'
import { wasParsed } from '../http/parsed-body.ts'
import { createProblemResponse, ProblemError, requireMethod } from '../http/problem.ts'
import {
  getMediaType,
  parseJson,
  readBody,
  requireLength,
  unsupportedMediaType,
} from '../http/request-body.ts'
import { createLog } from '../logging/log.ts'
import { createLogLine, type LogLine } from '../logging/request-log.ts'
import { inSpan } from '../logging/tracing.ts'
import { createHandleEvent } from './handle-event.ts'
import { parseEvent, type SentEvent } from './parse-event.ts'
import {
  parseSignatures,
  selectFresh,
  type Signature,
  verifySignatures,
} from './verify-signatures.ts'
import { checkWebhookOptions, type WebhookHandlerOptions } from './webhook-handler-options.ts'

/** Handles a webhook of Persona's. Never rejects. */
export type WebhookHandler = (request: Request) => Promise<Response>

/** Maximum size of a body. An inquiry with everything it includes is far smaller. */
const maxBytes = 1024 * 1024

/**
 * Creates the handler of Persona's webhooks.
 *
 * It responds with 204 to an event that was handled, now or before; with 500 if `onEvent` throws or
 * `sessions` fails, so that Persona delivers it again; and with 400, 405, 413 or 415 to anything else.
 *
 * @throws {TypeError} if the options are invalid
 * @example
 * const webhooks = createWebhookHandler({
 *   secrets: [process.env.PERSONA_WEBHOOK_SECRET ?? ''],
 *   onEvent: async (event) => {
 *     if (event.name === 'inquiry.approved' && !event.outOfOrder) await approve(event.inquiryId)
 *   },
 * })
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  checkWebhookOptions(options)
  const log = createLog(options.log)
  const handleEvent = createHandleEvent(options)
  const markExpired = createMarkExpired(options)

  const handle = async (request: Request, { context, write }: LogLine): Promise<Response> => {
    try {
      requireMethod(request, 'POST')
      const mediaType = getMediaType(request) ?? ''
      if (!/^application\/(.+\+)?json$/.test(mediaType)) throw unsupportedMediaType()
      requireLength(request, maxBytes)
      const event = await readSignedEvent(request, options)
      const { id: eventId, inquiryId } = event
      Object.assign(context, { eventId, eventName: getName(event) })
      if (inquiryId !== null) {
        context.inquiryId = inquiryId
        options.persona?.forgetInquiry(inquiryId)
      }
      const [marking] = await Promise.allSettled([markExpired(event)])
      const outcome = await handleEvent(event)
      // Persona delivers the event again, so that the store gets it when it is back.
      if (marking.status === 'rejected') throw toError('sessions.markExpired', marking.reason)
      write({ level: 'info', outcome, status: 204 })
      return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } })
    } catch (thrown) {
      // Persona must deliver again, whatever the host's functions throw: even a `PersonaApiError`.
      const problem =
        thrown instanceof ProblemError ? thrown : new ProblemError('internal', { cause: thrown })
      logProblem(write, problem)
      return createProblemResponse(problem)
    }
  }

  return (request) =>
    inSpan({ name: 'persona webhook' }, (span) =>
      handle(request, createLogLine('webhook', log, span)),
    )
}

/** Creates the function that records the end of a session, whether or not its event was handled. */
function createMarkExpired({
  sessions,
}: WebhookHandlerOptions): (event: SentEvent) => Promise<void> {
  const callStore = createCircuitBreaker()
  return async (event) => {
    if (event.name !== 'inquiry-session.expired') return
    const { inquiryId, sessionId, createdAt: at } = event
    await callStore(startStoreTime(), async () => {
      await sessions?.markExpired?.(inquiryId, { sessionId, at })
    })
  }
}

function logProblem(write: LogLine['write'], { code, status, detail, cause }: ProblemError): void {
  write({
    level: code === 'internal' ? 'error' : 'warn',
    outcome: code,
    status,
    ...(detail === undefined ? {} : { message: detail }),
    ...(cause === undefined ? {} : { error: cause }),
  })
}

async function readSignedEvent(
  request: Request,
  { secrets, tolerance = 300 }: WebhookHandlerOptions,
): Promise<SentEvent> {
  if (wasParsed(request)) {
    throw new TypeError(
      'The body of the webhook was parsed before it reached the handler, and a signature is of the very bytes. Mount the handler before whatever parses bodies, such as express.json().',
    )
  }
  // Reject unsigned and outdated requests before reading the body.
  const signatures = requireFreshSignatures(request, tolerance)
  const body = await readBody(request, maxBytes)
  if (!(await verifySignatures(signatures, body, secrets))) {
    throw invalid(
      "The signature fits none of the secrets. Pass this webhook's, and hand the body over as it came.",
    )
  }
  const event = parseEvent(parseJson(new TextDecoder().decode(body)))
  if (event !== undefined) return event
  throw invalid('The signature is right, but the body is no event of Persona.')
}

function requireFreshSignatures({ headers }: Request, tolerance: number): Signature[] {
  const header = headers.get('persona-signature') ?? ''
  if (header === '') throw invalid('Persona-Signature is missing.')
  const signatures = parseSignatures(header)
  if (signatures.length === 0) throw invalid('Persona-Signature is not of the form t=…,v1=…')
  const fresh = selectFresh(signatures, tolerance)
  if (fresh.length > 0) return fresh
  throw invalid("The signature's time is too far from now. Is this machine's clock right?")
}

function invalid(detail: string): ProblemError {
  return new ProblemError('invalid_request', { detail })
}

function getName(event: SentEvent): string {
  return event.name === 'unknown' ? event.personaName : event.name
}
