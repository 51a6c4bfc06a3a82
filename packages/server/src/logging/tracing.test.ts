import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordSpans } from '../../testing/record-spans.ts'
import { createTestHost } from '../../testing/test-host.ts'

let emulator: PersonaEmulator

beforeEach(async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
})
afterEach(async () => {
  await emulator.close()
})

const requestId: unknown = expect.stringMatching(/^req_/)

test('a request is a span, with a child for each call to Persona', async () => {
  const host = createTestHost(emulator)
  const inquiryId = await host.give('ada', 'pending')
  const spans = recordSpans()
  await host.session('ada', inquiryId, 'start')
  const [request, read, resume] = spans()
  expect(request).toMatchObject({
    name: 'inquiry request',
    kind: SpanKind.INTERNAL,
    attributes: {
      'resumable_inquiry.action': 'session',
      'resumable_inquiry.subject_id': 'ada',
      'resumable_inquiry.inquiry_id': inquiryId,
      'resumable_inquiry.outcome': 'token_minted',
      'http.response.status_code': 200,
      'persona.request_id': requestId,
    },
  })
  const calls = [
    ['GET', '/inquiries/{inquiryId}', read],
    ['POST', '/inquiries/{inquiryId}/resume', resume],
  ] as const
  for (const [method, path, span] of calls) {
    expect(span).toMatchObject({
      name: `persona ${method} ${path}`,
      kind: SpanKind.CLIENT,
      parentSpanContext: { spanId: request?.spanContext().spanId },
      attributes: {
        'http.request.method': method,
        'url.template': path,
        'http.response.status_code': 200,
        'persona.request_id': requestId,
      },
    })
  }
  expect(spans()).toHaveLength(3)
})

test('a failure is marked by its kind, without its message', async () => {
  const host = createTestHost(emulator)
  const inquiryId = await host.give('ada', 'pending')
  emulator.simulate.failApi({ failure: 'status', status: 503 })
  const spans = recordSpans()
  await host.session('ada', inquiryId, 'session_expired')
  const [request, call] = spans()
  expect(request?.attributes).toMatchObject({
    'resumable_inquiry.outcome': 'persona_unavailable',
    'http.response.status_code': 502,
  })
  expect(call).toMatchObject({
    status: { code: SpanStatusCode.ERROR },
    attributes: { 'error.type': 'unavailable', 'http.response.status_code': 503 },
    events: [],
  })
  expect(call?.status.message).toBeUndefined()
})

test('what the host throws is an error of the request, and is not recorded', async () => {
  const host = createTestHost(emulator, {
    handler: { authorize: () => Promise.reject(new Error('password of the database: hunter2')) },
  })
  const inquiryId = await host.give('ada', 'pending')
  const spans = recordSpans()
  await host.session('ada', inquiryId)
  expect(spans()[0]).toMatchObject({
    status: { code: SpanStatusCode.ERROR },
    attributes: { 'error.type': 'internal' },
    events: [],
  })
})
