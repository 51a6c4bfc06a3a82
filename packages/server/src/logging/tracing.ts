import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { getIn } from '../get-in.ts'
import type { LogEntry } from './log.ts'

const tracer = trace.getTracer('@resumable-inquiry/server')

/** What is known when a span starts. */
export interface SpanStart {
  readonly name: string
  /** Whether the span is a call to Persona. */
  readonly isCall?: boolean
  readonly attributes?: Attributes
}

/**
 * Runs work inside an OpenTelemetry span; almost free without an SDK. Does not record what is thrown,
 * because its message may contain anything: use {@link markFailed} with the kind of failure.
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

/** Marks a span as failed, with the kind of failure. */
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

/** Copies a log entry to a span, without its message and error. */
export function setEntryAttributes(span: Span, entry: LogEntry): void {
  if (!span.isRecording()) return
  for (const [name, attribute] of Object.entries(attributeNames)) {
    const value = getIn(entry, name)
    if (typeof value === 'string' || typeof value === 'number') span.setAttribute(attribute, value)
  }
}
