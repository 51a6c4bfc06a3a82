import { wasParsed } from '../http/parsed-body.ts'
import { createLog } from '../logging/log.ts'
import { problemResponse, Refusal, requireMethod } from '../http/problem.ts'
import { mediaTypeOf, readBody, requireLength, unsupportedType } from '../http/read-body.ts'
import { inSpan } from '../logging/tracing.ts'
import { createEventMemory } from './handle-event.ts'
import { readEvent, type SentEvent } from './read-event.ts'
import { createTurns } from './keyed-queue.ts'
import { createWebhookLog, type WebhookLog } from './webhook-log.ts'
import { parseSignatures, type Signature, verifySignatures } from './verify-signatures.ts'
import { checkWebhookOptions, type WebhookHandlerOptions } from './webhook-handler-options.ts'

/** Answers a webhook of Persona's. Never rejects. */
export type WebhookHandler = (request: Request) => Promise<Response>

// Far above what an inquiry with all that belongs to it comes to.
const maximumBytes = 1024 * 1024

/**
 * Makes the handler that takes Persona's webhooks, and nobody else's.
 *
 * It answers 204 to an event that was handled, now or before; 500 when `onEvent` throws, so that
 * Persona tries again; and 400, 405, 413 or 415 to what is no webhook of Persona's.
 *
 * @throws {TypeError} when the options make no sense
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
  const handle = createEventDesk(options)

  const answer = async (request: Request, webhookLog: WebhookLog): Promise<Response> => {
    try {
      requireMethod(request, 'POST')
      if (!/^application\/(.+\+)?json$/.test(mediaTypeOf(request) ?? '')) throw unsupportedType()
      requireLength(request, maximumBytes)
      const event = await readSignedEvent(request, options)
      const { id: eventId, inquiryId } = event
      Object.assign(webhookLog.notes, { eventId, eventName: nameOf(event) })
      if (inquiryId !== null) webhookLog.notes.inquiryId = inquiryId
      webhookLog.taken(await handle(event))
      return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } })
    } catch (thrown) {
      // Whatever the host's functions throw, Persona is to try again.
      const refusal =
        thrown instanceof Refusal ? thrown : new Refusal('internal', { cause: thrown })
      webhookLog.refused(refusal)
      return problemResponse(refusal)
    }
  }

  return (request) =>
    inSpan({ name: 'persona webhook' }, (span) => answer(request, createWebhookLog(log, span)))
}

/** Hands over what was not handled before, the events of one inquiry one after the other. */
function createEventDesk({
  onEvent,
  seen,
}: WebhookHandlerOptions): (event: SentEvent) => Promise<'handled' | 'duplicate'> {
  const memory = createEventMemory()
  const inTurn = createTurns()
  const wasSeen = seen ?? ((eventId) => memory.has(eventId))

  return (event) =>
    inTurn(event.inquiryId ?? event.id, async () => {
      const known: unknown = await wasSeen(event.id)
      // A row, or the list of none, would be taken for a yes.
      if (typeof known !== 'boolean') throw new TypeError('seen must answer true or false.')
      if (known) return 'duplicate'
      await onEvent({ ...event, outOfOrder: memory.isOutOfOrder(event) })
      memory.add(event)
      return 'handled'
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
  // Nobody's body is worth reading who does not even pretend.
  const signatures = readSignatures(request)
  const body = await readBody(request, maximumBytes)
  const check = { secrets, tolerance, now: Date.now() }
  switch (await verifySignatures(signatures, body, check)) {
    case 'wrong':
      throw invalid(
        "The signature fits none of the secrets. Pass this webhook's, and hand the body over as it came.",
      )
    case 'stale':
      throw invalid(
        "The signature is right, but its time is too far from now. Is this machine's clock right?",
      )
    case 'valid': {
      const event = readEvent(parse(body))
      if (event !== undefined) return event
      throw invalid('The signature is right, but the body is no event of Persona.')
    }
  }
}

function readSignatures({ headers }: Request): Signature[] {
  const header = headers.get('persona-signature') ?? ''
  if (header === '') throw invalid('Persona-Signature is missing.')
  const signatures = parseSignatures(header)
  if (signatures.length > 0) return signatures
  throw invalid('Persona-Signature is not of the form t=…,v1=…')
}

function invalid(detail: string): Refusal {
  return new Refusal('invalid_request', { detail })
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    // Without the cause, whose words are a piece of the body.
    return undefined
  }
}

function nameOf(event: SentEvent): string {
  return event.name === 'unknown' ? event.personaName : event.name
}
