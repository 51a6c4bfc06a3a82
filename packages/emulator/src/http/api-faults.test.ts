import { expect, test } from 'vitest'
import { useEmulator } from '../testing/use-emulator.ts'
import { anyText } from '../testing/matchers.ts'

test('answers with a status and a body in the shape of Persona, as often as ordered', async () => {
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

test('answers with an HTML page, or with nothing', async () => {
  const { persona, api } = await useEmulator()
  persona.simulate.failApi({ failure: 'status', status: 502, body: 'html', times: 1 })
  const page = await api.call('GET', '/inquiries')
  expect(page.headers.get('Content-Type')).toContain('text/html')
  expect(page.body).toContain('502')
  persona.simulate.failApi({ failure: 'status', status: 503, body: 'empty', times: 1 })
  expect(await api.call('GET', '/inquiries')).toMatchObject({ status: 503, body: '' })
})

test('answers a resume without the token', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.failApi({ failure: 'status', status: 200, operation: 'resume' })
  const { status, body } = await api.call('POST', `/inquiries/${inquiryId}/resume`)
  expect({ status, body }).toEqual({ status: 200, body: {} })
  expect(persona.sessions(inquiryId)).toEqual([])
})

test('fails only what was ordered to fail', async () => {
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

test('resets the connection, and the call stays without a status', async () => {
  const { persona, api } = await useEmulator()
  persona.simulate.failApi({ failure: 'reset' })
  await expect(api.call('GET', '/inquiries')).rejects.toThrow('fetch failed')
  persona.simulate.restore()
  expect((await api.call('GET', '/inquiries')).status).toBe(200)
  expect(persona.calls()).toMatchObject([{ status: null }, { status: 200 }])
})

test('hangs until the caller gives up', async () => {
  const { persona } = await useEmulator()
  persona.simulate.failApi({ failure: 'hang' })
  const caller = new AbortController()
  const call = fetch(`${persona.apiUrl}/inquiries`, { signal: caller.signal })
  await expect.poll(() => persona.calls()).toHaveLength(1)
  caller.abort()
  await expect(call).rejects.toThrow('aborted')
  expect(persona.calls()).toMatchObject([{ status: null }])
})
