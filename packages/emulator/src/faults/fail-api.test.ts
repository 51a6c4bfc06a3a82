import { expect, test } from 'vitest'
import { useEmulator } from '../../testing/use-emulator.ts'
import { createApiClient } from '../../testing/api-client.ts'
import { anyText, textWith } from '../../testing/matchers.ts'

test('responds with a status and a body in Persona’s shape, as often as `times` says', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.failApi({ failure: 'status', status: 429, retryAfter: 7, times: 2 })
  for (let count = 0; count < 2; count += 1) {
    const { status, headers, body } = await api.call('GET', `/inquiries/${inquiryId}`)
    expect(status).toBe(429)
    expect(headers.get('Retry-After')).toBe('7')
    expect(body).toEqual({ errors: [{ title: 'Rate limit exceeded', details: anyText }] })
  }
  expect((await api.call('GET', `/inquiries/${inquiryId}`)).status).toBe(200)
  expect(persona.calls({ operation: 'retrieve' }).map(({ status }) => status)).toEqual([
    429, 429, 200,
  ])
})

test('responds with an HTML page, or without a body', async () => {
  const { persona, api } = await useEmulator()
  persona.simulate.failApi({ failure: 'status', status: 502, body: 'html', times: 1 })
  const page = await api.call('GET', '/inquiries')
  expect(page.headers.get('Content-Type')).toContain('text/html')
  expect(page.body).toContain('502')
  persona.simulate.failApi({ failure: 'status', status: 503, body: 'empty', times: 1 })
  expect(await api.call('GET', '/inquiries')).toMatchObject({ status: 503, body: '' })
})

test('leaves the token out of the response to a resume', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.failApi({ failure: 'status', status: 200, operation: 'resume' })
  const { status, body } = await api.call('POST', `/inquiries/${inquiryId}/resume`)
  expect({ status, body }).toEqual({ status: 200, body: {} })
  expect(persona.sessions(inquiryId)).toEqual([])
})

test('fails only what is set to fail', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const spared = await api.createInquiry()
  persona.simulate.failApi({ failure: 'status', status: 500, operation: 'resume', inquiryId })
  expect((await api.call('POST', `/inquiries/${inquiryId}/resume`)).status).toBe(500)
  expect((await api.call('GET', `/inquiries/${inquiryId}`)).status).toBe(200)
  expect((await api.call('POST', `/inquiries/${spared}/resume`)).status).toBe(200)
  persona.simulate.failApi({ failure: 'none', operation: 'resume', inquiryId })
  expect((await api.call('POST', `/inquiries/${inquiryId}/resume`)).status).toBe(200)
})

test('resets the connection, and the call gets no status', async () => {
  const { persona, api } = await useEmulator()
  persona.simulate.failApi({ failure: 'reset' })
  await expect(api.call('GET', '/inquiries')).rejects.toThrow('fetch failed')
  persona.simulate.restore()
  expect((await api.call('GET', '/inquiries')).status).toBe(200)
  expect(persona.calls()).toMatchObject([{ status: null }, { status: 200 }])
})

test('hangs until the caller aborts', async () => {
  const { persona } = await useEmulator()
  persona.simulate.failApi({ failure: 'hang' })
  const caller = new AbortController()
  const call = fetch(`${persona.apiUrl}/inquiries`, { signal: caller.signal })
  await expect.poll(() => persona.calls()).toHaveLength(1)
  caller.abort()
  await expect(call).rejects.toThrow('aborted')
  expect(persona.calls()).toMatchObject([{ status: null }])
})

test('refuses as Persona does over its limit', async () => {
  const { persona, api } = await useEmulator({ requestsPerMinute: Infinity })
  persona.simulate.failApi({ failure: 'status', status: 429, retryAfter: 2.5, times: 1 })
  const { headers, body } = await api.call('GET', '/inquiries')
  expect(headers.get('RateLimit-Limit')).toBe('300')
  expect(headers.get('RateLimit-Remaining')).toBe('0')
  expect(headers.get('RateLimit-Reset')).toBe('3')
  expect(body).toEqual({ errors: [{ title: 'Rate limit exceeded', details: textWith('300') }] })
})

test.for([
  [408, 'Request Timeout'],
  [503, 'Service unavailable'],
  [500, 'Simulated failure 500'],
] as const)('responds with %d as "%s"', async ([status, title]) => {
  const { persona, api } = await useEmulator()
  persona.simulate.failApi({ failure: 'status', status })
  expect(await api.call('GET', '/inquiries')).toMatchObject({
    status,
    body: { errors: [{ title }] },
  })
})

test('performs a call and loses its response, which the same key returns later', async () => {
  const { persona } = await useEmulator()
  const call = {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${persona.apiKey}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': 'once',
    },
    body: JSON.stringify({ data: { attributes: { 'inquiry-template-id': persona.templateId } } }),
  }
  persona.simulate.failApi({ failure: 'lost_response', operation: 'create', times: 1 })
  await expect(fetch(`${persona.apiUrl}/inquiries`, call)).rejects.toThrow('fetch failed')
  const [inquiry] = persona.inquiries()
  const again = await fetch(`${persona.apiUrl}/inquiries`, call)
  expect(await again.json()).toMatchObject({ data: { id: inquiry?.id } })
  expect(persona.inquiries()).toHaveLength(1)
  expect(persona.calls().map(({ status }) => status)).toEqual([null, 201])
})

test('delays the response to a call that takes effect', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.failApi({ failure: 'delay', delay: 2 ** 31 - 1, operation: 'resume', times: 1 })
  const caller = new AbortController()
  const call = fetch(`${persona.apiUrl}/inquiries/${inquiryId}/resume`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${persona.apiKey}` },
    signal: caller.signal,
  })
  await expect.poll(() => persona.sessions(inquiryId)).toHaveLength(1)
  expect(persona.calls({ operation: 'resume' })).toMatchObject([{ status: null }])
  caller.abort()
  await expect(call).rejects.toThrow('aborted')
  persona.simulate.failApi({ failure: 'delay', delay: 1, operation: 'resume' })
  expect((await api.call('POST', `/inquiries/${inquiryId}/resume`)).status).toBe(200)
})

test('ends the body of a response in the middle', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.failApi({ failure: 'malformed', inquiryId })
  const response = await fetch(`${persona.apiUrl}/inquiries/${inquiryId}/resume`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${persona.apiKey}` },
  })
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toContain('application/json')
  expect(await response.text()).toMatch(/^\{"data":/)
  await expect(api.resume(inquiryId)).rejects.toThrow('JSON')
  expect(persona.sessions(inquiryId)).toHaveLength(1)
})

test.for(['kebab', 'camel', 'snake'])(
  'leaves a member out of a response in %s',
  async (inflection) => {
    const { persona } = await useEmulator()
    const api = createApiClient(persona, {
      Authorization: `Bearer ${persona.apiKey}`,
      'Key-Inflection': inflection,
    })
    const inquiryId = await api.createInquiry()
    persona.simulate.failApi({ failure: 'incomplete', without: 'meta.session-token' })
    const { status, body } = await api.call('POST', `/inquiries/${inquiryId}/resume`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ data: { id: inquiryId }, meta: {} })
    expect(JSON.stringify(body)).not.toContain('eyJ')
  },
)

test("fails the calls about an inquiry's sessions, too", async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const sparedId = await api.createInquiry()
  await api.resume(inquiryId)
  const [session] = persona.sessions(inquiryId)
  const createFor = (id: string) =>
    api.call('POST', '/inquiry-sessions', { data: { attributes: { 'inquiry-id': id } } })
  persona.simulate.failApi({ failure: 'status', status: 503, inquiryId })
  expect((await api.call('GET', `/inquiry-sessions/${session?.id}`)).status).toBe(503)
  expect((await createFor(inquiryId)).status).toBe(503)
  expect((await createFor(sparedId)).status).toBe(201)
})
