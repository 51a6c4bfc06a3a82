import { context, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base'

// A tracer that has found its SDK stays with it, so that one serves all tests of a file.
const exporter = new InMemorySpanExporter()
trace.setGlobalTracerProvider(
  new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
)
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())

/** Forgets the spans so far, and answers what reads those that end from now on: first
 * the topmost, then those below, in the order of their ends. */
export function recordSpans(): () => ReadableSpan[] {
  exporter.reset()
  return () => {
    const spans = exporter.getFinishedSpans()
    const isBelow = (span: ReadableSpan) => span.parentSpanContext !== undefined
    return [...spans.filter((span) => !isBelow(span)), ...spans.filter(isBelow)]
  }
}
