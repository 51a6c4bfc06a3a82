import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { consoleLog, type LogEntry } from '../logging/log.ts'
import { inquiryEvent, now, sessionEvent, sign, webhookSecret } from '../../testing/sign-webhook.ts'
import { createReceiver } from '../../testing/webhook-receiver.ts'
import type { WebhookEvent } from './webhook-event.ts'
import { createWebhookHandler } from './webhook-handler.ts'
import type { WebhookHandlerOptions } from './webhook-handler-options.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T12:00:05Z') })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const createdAt = Date.parse('2026-03-01T12:00:00Z')

describe('an event', () => {
  test('about an inquiry is passed on', async () => {
    const { deliver, events, log } = createReceiver()
    const body = inquiryEvent()
    const response = await deliver(body)
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
    const { data } = JSON.parse(body) as { data: { attributes: { payload: unknown } } }
    expect(events).toEqual([
      {
        id: 'evt_1',
        name: 'inquiry.completed',
        createdAt,
        outOfOrder: false,
        inquiryId: 'inq_1',
        status: 'completed',
        referenceId: 'ada',
        payload: data.attributes.payload,
      },
    ])
    expect(log).toEqual([
      {
        level: 'info',
        event: 'webhook',
        outcome: 'handled',
        status: 204,
        eventId: 'evt_1',
        eventName: 'inquiry.completed',
        inquiryId: 'inq_1',
        durationMs: expect.any(Number) as number,
      },
    ])
  })

  test('about a session names its inquiry', async () => {
    const { deliver, events } = createReceiver()
    await deliver(sessionEvent())
    expect(events).toMatchObject([
      {
        name: 'inquiry-session.expired',
        inquiryId: 'inq_1',
        sessionId: 'iqse_1',
        status: 'expired',
      },
    ])
  })

  test('with an unknown name is passed on as such', async () => {
    const { deliver, events } = createReceiver()
    await deliver(inquiryEvent({ name: 'inquiry.something-new' }))
    const report = { type: 'report', id: 'rep_1', attributes: {} }
    const attributes = {
      name: 'report.ready',
      'created-at': '2026-03-01T12:00:00Z',
      payload: { data: report },
    }
    await deliver(JSON.stringify({ data: { type: 'event', id: 'evt_3', attributes } }))
    expect(events).toMatchObject([
      { name: 'unknown', personaName: 'inquiry.something-new', inquiryId: 'inq_1' },
      { name: 'unknown', personaName: 'report.ready', inquiryId: null },
    ])
  })

  test.each(['created-at', 'createdAt', 'created_at'])('is parsed with %s keys', async (key) => {
    const { deliver, events } = createReceiver()
    await deliver(inquiryEvent().replace('created-at', key))
    expect(events).toMatchObject([{ createdAt }])
  })

  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"data":',
    'name=inquiry.completed',
    '{"data":{"type":"event","id":"evt_1"}}',
    '{"data":{"type":"inquiry","id":"inq_1","attributes":{"status":"approved"}}}',
    inquiryEvent({ id: '' }),
    inquiryEvent({ createdAt: 'yesterday' }),
    inquiryEvent({ inquiryId: 'acct_1' }),
    inquiryEvent({ inquiryId: '../inq_1' }),
    inquiryEvent({ attributes: { status: null } }),
    sessionEvent().replace('"inq_1"', '"inq_ä"'),
    '['.repeat(100_000),
  ])('is not parsed from %.60s, though that is validly signed', async (body) => {
    const { deliver, events, log } = createReceiver()
    const response = await deliver(body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'invalid_request' })
    expect(events).toEqual([])
    expect(log).toMatchObject([{ level: 'warn', outcome: 'invalid_request', status: 400 }])
    expect(log[0]).not.toHaveProperty('error')
  })

  test('is narrowed by its name', () => {
    const about = (event: WebhookEvent): string | null => {
      switch (event.name) {
        case 'unknown':
          return event.personaName
        case 'inquiry-session.started':
          return event.sessionId
        case 'inquiry.approved':
          return event.referenceId
        default:
          return event.inquiryId
      }
    }
    expect(about).toBeTypeOf('function')
  })
})

describe('a signature', () => {
  const body = inquiryEvent()
  const [old, fresh] = ['wbhsec_old', 'wbhsec_new']

  test.each([
    ['by the old secret alone', () => sign(body, now(), old)],
    ['by the new secret alone', () => sign(body, now(), fresh)],
    ['by both', () => `${sign(body, now(), old)} ${sign(body, now(), fresh)}`],
    ['by both, the other way round', () => `${sign(body, now(), fresh)} ${sign(body, now(), old)}`],
    [
      'by one of them and an unknown secret',
      () => `${sign(body, now(), 'other')} ${sign(body, now(), old)}`,
    ],
    [
      'in capitals',
      () => sign(body, now(), old).replace(/[a-f\d]{64}/, (hex) => hex.toUpperCase()),
    ],
    ['from 300 s ago', () => sign(body, now() - 300, old)],
    ['from 300 s ahead', () => sign(body, now() + 300, old)],
    ['that is stale, beside a fresh one', () => `${sign(body, 1, old)} ${sign(body, now(), old)}`],
  ])('%s is accepted during a rotation', async (_name, signature) => {
    const { deliver, events } = createReceiver({ secrets: [old, fresh] })
    expect((await deliver(body, { signature: signature() })).status).toBe(204)
    expect(events).toHaveLength(1)
  })

  test.each<[string, () => string | null, string]>([
    ['that is missing', () => null, 'missing'],
    ['that is empty', () => '', 'missing'],
    ['without a time', () => sign(body, now()).replace(/^t=\d+,/, ''), 'form'],
    ['with an invalid time', () => sign(body, now()).replace(/^t=\d+/, 't=NaN'), 'form'],
    [
      'with another time',
      () => sign(body, now()).replace(/^t=\d+/, `t=${now() + 1}`),
      'none of the',
    ],
    ['a character short', () => sign(body, now()).slice(0, -1), 'form'],
    ['half as long', () => sign(body, now()).slice(0, -32), 'form'],
    ['a byte long', () => `${sign(body, now())}00`, 'form'],
    ['that is not hexadecimal', () => sign(body, now()).replace(/.$/, 'g'), 'form'],
    ['of another version', () => sign(body, now()).replace('v1=', 'v0='), 'form'],
    ['by another secret', () => sign(body, now(), 'wbhsec_other'), 'none of the'],
    ['of another body', () => sign(`${body} `, now()), 'none of the'],
    ['all zeros', () => `t=${now()},v1=${'0'.repeat(64)}`, 'none of the'],
    ['from yesterday', () => sign(body, now() - 24 * 60 * 60), 'too far from now'],
    ['from yesterday, of another body', () => sign(`${body} `, 1), 'too far from now'],
    [
      'from yesterday, beside a wrong one',
      () => `${sign(body, 1)} ${sign(body, now(), 'other')}`,
      'none of the',
    ],
    ['from 301 s ago', () => sign(body, now() - 301), 'too far from now'],
    ['from 301 s ahead', () => sign(body, now() + 301), 'too far from now'],
    [
      'behind many others',
      () => `${`${sign(body, now(), 'x')} `.repeat(50)}${sign(body, now())}`,
      'none of the',
    ],
    ['the mac alone', () => sign(body, now()).slice(-64), 'form'],
  ])('%s is rejected', async (_name, signature, words) => {
    const { deliver, events, log } = createReceiver()
    const response = await deliver(body, { signature: signature() })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      code: 'invalid_request',
      detail: expect.stringContaining(words) as string,
    })
    expect(events).toEqual([])
    expect(log).toMatchObject([{ level: 'warn', outcome: 'invalid_request', status: 400 }])
  })

  test.each(['from 301 s ago', 'from 1970'])(
    '%s is rejected without reading the body',
    async (time) => {
      const { deliver } = createReceiver()
      const seconds = time === 'from 1970' ? 1 : now() - 301
      const signature = Array.from({ length: 4 }, () => sign('', seconds)).join(' ')
      const never = new ReadableStream()
      expect((await deliver(never, { signature })).status).toBe(400)
    },
  )

  test('is rejected for a body that differs in any one byte', async () => {
    const { deliver, events } = createReceiver()
    const signature = sign(body, now())
    const bytes = new TextEncoder().encode(body)
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = bytes.slice()
      changed[index] = (changed[index] ?? 0) ^ 1
      expect((await deliver(changed, { signature })).status).toBe(400)
    }
    expect((await deliver(`${body}\n`, { signature })).status).toBe(400)
    expect((await deliver(body.slice(1), { signature })).status).toBe(400)
    expect(events).toEqual([])
    expect((await deliver(bytes, { signature })).status).toBe(204)
  })

  test('covers the raw bytes, not the JSON', async () => {
    const { deliver, events } = createReceiver()
    const spaced = `\ufeff${JSON.stringify(JSON.parse(body), null, 3)}\n`
    expect((await deliver(spaced)).status).toBe(204)
    expect(events).toHaveLength(1)
  })

  test('may be as old as the tolerance', async () => {
    const { deliver } = createReceiver({ tolerance: 10 })
    expect((await deliver(body, { signature: sign(body, now() - 11) })).status).toBe(400)
    expect((await deliver(body, { signature: sign(body, now() - 10) })).status).toBe(204)
  })
})

describe('a delivery', () => {
  test.each(['GET', 'PUT', 'HEAD', 'OPTIONS'])('by %s is rejected', async (method) => {
    const { deliver, log } = createReceiver()
    const response = await deliver(inquiryEvent(), { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
    expect(log).toMatchObject([{ status: 405 }])
  })

  test.each([
    null,
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json, text/plain',
  ])('as %s is rejected', async (type) => {
    const { deliver, events } = createReceiver()
    const body = new TextEncoder().encode(inquiryEvent())
    const signature = sign(body, now())
    expect((await deliver(body, { type, signature })).status).toBe(415)
    expect(events).toEqual([])
  })

  test.each(['application/json; charset=utf-8', 'application/vnd.api+json'])(
    'as %s is accepted',
    async (type) => {
      const { deliver } = createReceiver()
      expect((await deliver(inquiryEvent(), { type })).status).toBe(204)
    },
  )

  test('that is too large is rejected before it ends', async () => {
    const { deliver } = createReceiver()
    let chunks = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1
        controller.enqueue(new Uint8Array(64 * 1024))
      },
    })
    const signature = sign('', now())
    expect((await deliver(endless, { signature })).status).toBe(413)
    expect(chunks).toBeLessThan(20)
    const headers = { 'content-length': '10000000' }
    expect((await deliver(inquiryEvent(), { headers })).status).toBe(413)
  })

  test('without a signature is rejected unread', async () => {
    const { deliver } = createReceiver()
    const never = new ReadableStream()
    expect((await deliver(never, { signature: null })).status).toBe(400)
    expect((await deliver(new ReadableStream(), { signature: 'v1=00' })).status).toBe(400)
  })

  test('that was read before is rejected with advice', async () => {
    const { handler, log } = createReceiver()
    const body = inquiryEvent()
    const headers = { 'content-type': 'application/json', 'persona-signature': sign(body, now()) }
    const request = new Request('https://bank.example/', { method: 'POST', headers, body })
    await request.text()
    expect((await handler(request)).status).toBe(500)
    expect(String(log[0]?.error)).toContain('Mount the handler before')
  })
})

test.each<[string, Partial<WebhookHandlerOptions>]>([
  ['no secrets', { secrets: [] }],
  ['an empty secret', { secrets: [webhookSecret, ''] }],
  ['a secret with a line feed', { secrets: [`${webhookSecret}\n`] }],
  ['a secret that is not text', { secrets: [undefined as unknown as string] }],
  ['one secret in place of a list', { secrets: webhookSecret as unknown as string[] }],
  ['no tolerance', { tolerance: 0 }],
  ['a tolerance below', { tolerance: -1 }],
  ['a tolerance that is not a number', { tolerance: Number.NaN }],
  ['a tolerance without end', { tolerance: Infinity }],
])('rejects %s without revealing a secret', (_name, options) => {
  const make = () =>
    createWebhookHandler({ secrets: [webhookSecret], onEvent: () => {}, ...options })
  expect(make).toThrow(TypeError)
  expect(make).not.toThrow(webhookSecret)
})

test('writes no secret, signature or answer of a person anywhere', async () => {
  const written: unknown[] = []
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, name).mockImplementation((...values: unknown[]) => written.push(values))
  }
  const answers: string[] = []
  for (const log of [consoleLog, (entry: LogEntry) => written.push(entry)]) {
    const { deliver } = createReceiver({
      log,
      onEvent: ({ id }) => {
        if (id === 'evt_bad') throw new Error('The database is gone.')
      },
    })
    const body = inquiryEvent()
    const good = sign(body, now())
    const bad = inquiryEvent({ id: 'evt_bad' })
    for (const response of [
      await deliver(body),
      await deliver(body),
      await deliver(bad),
      await deliver(body, { signature: null }),
      await deliver(body, { signature: `${good}00` }),
      await deliver(body, { signature: sign(body, now(), 'wbhsec_other') }),
      await deliver(body, { signature: sign(body, 1) }),
      await deliver(`${body}{`, { signature: sign(`${body}{`, now()) }),
      await deliver(body, { type: 'text/plain' }),
    ]) {
      answers.push(await response.text())
    }
  }
  expect(written.length).toBeGreaterThan(9)
  const everything = JSON.stringify([answers, written], (_key, value: unknown) =>
    value instanceof Error ? [value.stack, value.cause, Object.entries(value)] : value,
  )
  expect(everything).not.toMatch(/wbhsec|canary|v1=[\da-f]|[\da-f]{64}/)
})
