import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  answering,
  errors,
  failure,
  hang,
  inquiryBody,
  nowhere,
  refusing,
  scriptPersona,
} from '../../testing/scripted-persona.ts'
import { createPersonaApi } from './persona-api.ts'
import type { PersonaErrorKind } from './persona-api-error.ts'

const { apiKey } = nowhere

afterEach(() => {
  vi.useRealTimers()
})

describe('a call', () => {
  test('carries the key, the inflection and the version, and follows no redirect', async () => {
    const { persona, sent } = answering(inquiryBody())
    await persona.retrieveInquiry('inq_1')
    const [request] = sent
    expect(request?.method).toBe('GET')
    expect(request?.redirect).toBe('manual')
    expect(request?.url.href).toBe(
      'https://persona.test/api/v1/inquiries/inq_1?include=inquiry-template',
    )
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      authorization: `Bearer ${apiKey}`,
      'key-inflection': 'kebab',
      'persona-version': '2023-01-05',
    })
    const elsewhere = refusing(302, '', { location: 'https://elsewhere.test/' })
    expect(await failure(elsewhere.persona.retrieveInquiry('inq_1'))).toMatchObject({
      kind: 'invalid_response',
      status: 302,
    })
    expect(elsewhere.sent).toHaveLength(1)
  })

  test.each(['inq_', 'inq_a/../b', 'inq_a%2Fb', '../accounts', ''])(
    'is not sent for %j, which is not an inquiry id',
    async (inquiryId) => {
      const { persona, sent } = answering(inquiryBody())
      await expect(persona.retrieveInquiry(inquiryId)).rejects.toThrow(TypeError)
      await expect(persona.resumeInquiry(inquiryId)).rejects.toThrow(TypeError)
      expect(sent).toHaveLength(0)
    },
  )

  test('times out without a response', async () => {
    vi.useFakeTimers()
    const { fetch } = scriptPersona(hang)
    const persona = createPersonaApi({ ...nowhere, fetch, timeout: 6_000 })
    const failed = failure(persona.resumeInquiry('inq_1'))
    await vi.advanceTimersByTimeAsync(6_000)
    expect(await failed).toMatchObject({
      kind: 'timeout',
      message: 'Persona did not answer POST /inquiries/inq_1/resume within 6000 ms.',
    })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('times out if the response never ends', async () => {
    vi.useFakeTimers()
    const { fetch } = scriptPersona((_request, signal) => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"data":'))
          signal.addEventListener('abort', () => controller.error(signal.reason))
        },
      })
      return new Response(body)
    })
    const failed = failure(createPersonaApi({ ...nowhere, fetch }).retrieveInquiry('inq_1'))
    await vi.advanceTimersByTimeAsync(6_000)
    expect(await failed).toMatchObject({ kind: 'timeout' })
  })

  test('without an answer, while the limit is unknown, is never called rate limited', async () => {
    vi.useFakeTimers()
    const { fetch, sent } = scriptPersona(hang)
    const persona = createPersonaApi({ ...nowhere, fetch })
    const failed = Array.from({ length: 40 }, (_, index) =>
      failure(persona.retrieveInquiry(`inq_${index}`)),
    )
    await vi.advanceTimersByTimeAsync(4_500)
    const kinds = new Set((await Promise.all(failed)).map(({ kind }) => kind))
    expect([...kinds].sort()).toEqual(['timeout', 'unavailable'])
    expect(sent).toHaveLength(10)
  })

  test('rejects with the reason of the aborted signal', async () => {
    const { fetch } = scriptPersona(hang)
    const caller = new AbortController()
    const { signal } = caller
    const call = createPersonaApi({ ...nowhere, fetch }).retrieveInquiry('inq_1', { signal })
    const reason = new Error('The caller has left.')
    caller.abort(reason)
    await expect(call).rejects.toBe(reason)
  })

  test('reports that Persona could not be reached, and why', async () => {
    const cause = new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })
    const { fetch } = scriptPersona(() => Promise.reject(cause))
    const error = await failure(createPersonaApi({ ...nowhere, fetch }).retrieveInquiry('inq_1'))
    expect(error.kind).toBe('network')
    expect(error.message).toContain('ECONNREFUSED')
  })
})

describe('a failure', () => {
  const html = '<html><body><h1>502 Bad Gateway</h1></body></html>'
  const kinds: [number, unknown, PersonaErrorKind][] = [
    [400, errors('Bad Request', 'data.attributes is missing'), 'invalid_request'],
    [401, errors('Must be authenticated to access this endpoint'), 'unauthenticated'],
    [403, errors('Forbidden', 'IP address is not permitted'), 'forbidden'],
    [403, errors('Too many sessions'), 'sessions_exhausted'],
    [403, html, 'forbidden'],
    [404, errors('Record not found'), 'not_found'],
    [404, html, 'invalid_response'],
    [408, errors('Request Timeout'), 'unavailable'],
    [409, errors('Conflict', 'Inquiry already redacted'), 'conflict'],
    [422, errors('Unprocessable entity'), 'invalid_request'],
    [429, errors('Rate limit exceeded'), 'rate_limited'],
    [500, html, 'unavailable'],
    [502, html, 'unavailable'],
    [503, '', 'unavailable'],
    [521, 'null', 'unavailable'],
    [500, { errors: 'many' }, 'unavailable'],
    [500, { errors: [null] }, 'unavailable'],
  ]
  test.each(kinds)('of status %i with %j is %s', async (status, body, kind) => {
    const { persona } = refusing(status, body)
    const error = await failure(persona.resumeInquiry('inq_1'))
    expect(error).toMatchObject({ kind, status })
    expect(error.message).toContain(`Persona answered ${status} to POST /inquiries/inq_1/resume`)
  })

  test("keeps Persona's title, details and request id", async () => {
    const { persona } = refusing(409, errors('Conflict', 'Inquiry already redacted'), {
      'request-id': 'req_1',
    })
    expect(await failure(persona.resumeInquiry('inq_1'))).toMatchObject({
      title: 'Conflict',
      details: 'Inquiry already redacted',
      requestId: 'req_1',
      message:
        'Persona answered 409 to POST /inquiries/inq_1/resume: Conflict: Inquiry already redacted.',
    })
  })

  test.each([
    apiKey,
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJpcXNlXzEifQ.signature',
    'an-opaque-token',
    'https://withpersona.com/verify?code=us1-code',
    'Xanthippe',
  ])('repeats nothing of the call or the person, such as %s', async (secret) => {
    for (const status of [400, 401, 403, 404, 409, 422, 429, 500]) {
      for (const body of [
        errors(`Token is invalid: ${secret}`, `Not ${secret}`),
        errors(secret, secret),
        errors('Record invalid', secret),
        { errors: [{ title: 'Record invalid', [secret]: secret, source: { pointer: secret } }] },
        secret,
      ]) {
        const { persona } = refusing(status, body, { 'request-id': `no id: ${secret}` })
        // Not a repeatable call, so that no failure is retried.
        const error = await failure(persona.createInquiry({ templateId: 'itmpl_1' }))
        const everything = JSON.stringify(error) + error.message + String(error.stack)
        expect(everything).not.toContain(secret)
      }
    }
  })

  test('says what to do about a wrong key, and where the other words are', async () => {
    const { persona } = refusing(401, errors('Token is invalid', 'Not a known key'))
    expect((await failure(persona.resumeInquiry('inq_1'))).message).toBe(
      "Persona answered 401 to POST /inquiries/inq_1/resume: Token is invalid. The API log of Persona's dashboard has the words that are left out here. Check the API key: it is wrong, revoked, or of another environment.",
    )
  })

  const waits: [Record<string, string>, number | undefined][] = [
    [{ 'ratelimit-reset': '17' }, 17],
    [{ 'quota-limit-reset': '5' }, 5],
    [{ 'retry-after': '3', 'ratelimit-reset': '17' }, 3],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, 30],
    [{ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, 1],
    [{ 'ratelimit-reset': '0' }, 1],
    [{ 'ratelimit-reset': '1767225617' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ]
  test.each(waits)('with %j can be retried after %s s', async (headers, retryAfter) => {
    vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z'), toFake: ['Date'] })
    const { persona } = refusing(429, errors('Rate limit exceeded'), headers)
    expect((await failure(persona.resumeInquiry('inq_1'))).retryAfter).toBe(retryAfter)
  })
})

describe('a success', () => {
  test('is reduced to what the handler needs', async () => {
    const { persona } = answering(
      inquiryBody({
        'expires-at': '2026-01-01T00:00:00.000Z',
        'redacted-at': null,
        fields: { 'name-first': { type: 'string', value: 'Ada' } },
      }),
    )
    expect(await persona.retrieveInquiry('inq_1')).toEqual({
      id: 'inq_1',
      status: 'pending',
      expiresAt: Date.parse('2026-01-01T00:00:00Z'),
      redactedAt: null,
      templateVersionId: 'itmplv_1',
      latestTemplateVersionId: 'itmplv_2',
    })
  })

  test.each([{}, { 'session-token': null }, { 'session-token': '' }, { 'session-token': 7 }])(
    'of a resume with the meta %j is an error',
    async (meta) => {
      const { persona } = answering(inquiryBody({}, meta), { headers: { 'request-id': 'req_9' } })
      expect(await failure(persona.resumeInquiry('inq_1'))).toMatchObject({
        kind: 'invalid_response',
        requestId: 'req_9',
      })
    },
  )

  test.each(['<html>hello</html>', '', 'null', '[]', '{"data":null}', '{"data":{"id":"inq_1"}}'])(
    'that is %j is an error',
    async (text) => {
      const { persona } = answering(text)
      expect(await failure(persona.retrieveInquiry('inq_1'))).toMatchObject({
        kind: 'invalid_response',
      })
      expect(await failure(persona.listInquiries({ referenceId: 'ada' }))).toMatchObject({
        kind: 'invalid_response',
      })
    },
  )

  test.each([{}, { 'one-time-link': 'no link' }])(
    'of a one-time link with the meta %j is an error',
    async (meta) => {
      const { persona } = answering(inquiryBody({}, meta))
      expect(await failure(persona.generateOneTimeLink('inq_1'))).toMatchObject({
        kind: 'invalid_response',
      })
    },
  )
})

describe('a new inquiry', () => {
  test.each([
    ['itmpl_1', 'inquiry-template-id'],
    ['itmplv_1', 'inquiry-template-version-id'],
    ['tmpl_1', 'template-id'],
  ])('is created from %s as %s', async (templateId, attribute) => {
    const { persona, sent } = answering(inquiryBody())
    await persona.createInquiry({ templateId, referenceId: 'ada', fields: { 'name-first': 'Ada' } })
    expect(sent[0]?.body).toEqual({
      data: { attributes: { [attribute]: templateId, fields: { 'name-first': 'Ada' } } },
      meta: { 'auto-create-account-reference-id': 'ada' },
    })
  })

  test('is not created from anything but a template', async () => {
    const { persona, sent } = answering(inquiryBody())
    await expect(persona.createInquiry({ templateId: 'kyc' })).rejects.toThrow('itmpl_')
    expect(sent).toHaveLength(0)
  })
})

describe('the client', () => {
  test.each([0, -1, 1.5, Number.NaN, Infinity])('rejects %s processes', (processes) => {
    expect(() => createPersonaApi({ apiKey, processes })).toThrow('processes must be')
  })

  test.each(['', 'live', 'env_', 'inq_1', 'env_1 '])(
    'rejects the environment %j',
    (environmentId) => {
      expect(() => createPersonaApi({ apiKey, environmentId })).toThrow('environmentId must be')
    },
  )

  test.each(['', ' ', 'persona sandbox', 'persona_sandbox_1\n', 'persöna'])(
    'rejects the key %j without repeating it',
    (key) => {
      const create = () => createPersonaApi({ apiKey: key })
      expect(create).toThrow(TypeError)
      expect(create).toThrow(/ wrong\. Persona's API key (is missing|holds a blank)[^:]*$/)
    },
  )

  test.each(['', 'api.withpersona.com', 'ftp://persona.test', 'https://persona.test/?a=b'])(
    'rejects the base URL %j',
    (baseUrl) => {
      expect(() => createPersonaApi({ apiKey, baseUrl })).toThrow('base URL')
    },
  )

  test('accepts a slash at the end of the base URL', async () => {
    const { fetch, sent } = answering(inquiryBody())
    const persona = createPersonaApi({ apiKey, baseUrl: 'https://persona.test/api/v1/', fetch })
    await persona.retrieveInquiry('inq_1')
    expect(sent[0]?.url.pathname).toBe('/api/v1/inquiries/inq_1')
  })
})
