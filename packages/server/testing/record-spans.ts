import { context, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base'

// A tracer keeps the first SDK that it finds, so share one among the tests of a file.
const exporter = new InMemorySpanExporter()
trace.setGlobalTracerProvider(
  new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
)
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())

/**
 * Drops the recorded spans. Returns a function that returns the spans that have ended since: roots
 * first, then the others, each in the order of their ends.
 */
export function recordSpans(): () => ReadableSpan[] {
  exporter.reset()
  return () => {
    const spans = exporter.getFinishedSpans()
    const isBelow = (span: ReadableSpan) => span.parentSpanContext !== undefined
    return [...spans.filter((span) => !isBelow(span)), ...spans.filter(isBelow)]
  }
}
