import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { LogEntry } from './log.ts'
import { readPath } from '../get-in.ts'

const tracer = trace.getTracer('@resumable-inquiry/server')

/** What a span is called, and what is known when it begins. */
export interface SpanStart {
  readonly name: string
  /** Whether it is a call to Persona. */
  readonly isCall?: boolean
  readonly attributes?: Attributes
}

/**
 * Does a piece of work inside an OpenTelemetry span; without an SDK it costs next to nothing. What is
 * thrown is not recorded, since its words may be anybody's: whoever knows the kind of trouble says so
 * with {@link markFailed}.
 */
export function inSpan<Result>(
  { name, isCall = false, attributes = {} }: SpanStart,
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  const kind = isCall ? SpanKind.CLIENT : SpanKind.INTERNAL
  return tracer.startActiveSpan(name, { kind, attributes }, async (span) => {
    try {
      return await work(span)
    } finally {
      span.end()
    }
  })
}

/** Notes on a span what kind of trouble it met. */
export function markFailed(span: Span, kind: string): void {
  span.setAttribute('error.type', kind)
  span.setStatus({ code: SpanStatusCode.ERROR })
}

const attributeNames = {
  action: 'resumable_inquiry.action',
  subjectId: 'resumable_inquiry.subject_id',
  inquiryId: 'resumable_inquiry.inquiry_id',
  eventId: 'resumable_inquiry.event_id',
  eventName: 'resumable_inquiry.event_name',
  outcome: 'resumable_inquiry.outcome',
  status: 'http.response.status_code',
  requestId: 'persona.request_id',
} as const

/** Notes on a span what the log's line says; no message, and no error. */
export function noteEntry(span: Span, entry: LogEntry): void {
  for (const [name, attribute] of Object.entries(attributeNames)) {
    const value = readPath(entry, name)
    if (typeof value === 'string' || typeof value === 'number') span.setAttribute(attribute, value)
  }
}
