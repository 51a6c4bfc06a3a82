import { expect, test } from 'vitest'
import type { PersonaEmulator } from '../emulator.ts'
import { type ApiClient, createApiClient, send, textAt } from '../../testing/api-client.ts'
import { textWith } from '../../testing/matchers.ts'
import { useEmulator } from '../../testing/use-emulator.ts'

function withKey(persona: PersonaEmulator, key: string): ApiClient {
  const headers = { Authorization: `Bearer ${persona.apiKey}`, 'Idempotency-Key': key }
  return createApiClient(persona, headers)
}

test('creates one inquiry for two calls with the same key', async () => {
  const { persona } = await useEmulator()
  const api = withKey(persona, 'one')
  expect(await api.createInquiry()).toBe(await api.createInquiry())
  expect(persona.inquiries()).toHaveLength(1)
  await withKey(persona, 'another').createInquiry()
  expect(persona.inquiries()).toHaveLength(2)
})

test('creates one inquiry for two calls at once, and returns it to both', async () => {
  const { persona } = await useEmulator()
  const api = withKey(persona, 'one')
  const [first, second] = await Promise.all([api.createInquiry(), api.createInquiry()])
  expect(first).toBe(second)
  expect(persona.inquiries()).toHaveLength(1)
})

test('repeats the old token for a resume with an old key', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const keyed = withKey(persona, 'resume')
  const token = await keyed.resume(inquiryId)
  await api.visit(inquiryId, token)
  expect(await keyed.resume(inquiryId)).toBe(token)
  expect(await api.resume(inquiryId)).not.toBe(token)
})

test('repeats an error, even if the call would succeed by now', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.expireInquiry({ inquiryId })
  const keyed = withKey(persona, 'link')
  const link = () => keyed.call('POST', `/inquiries/${inquiryId}/generate-one-time-link`)
  const refused = await link()
  await api.resume(inquiryId)
  const repeated = await link()
  expect(refused.status).toBe(409)
  expect(repeated).toMatchObject({ status: 409, body: refused.body })
  expect(repeated.headers.get('Request-Id')).not.toBe(refused.headers.get('Request-Id'))
})

test('shows no link code in the record of a repeated response', async () => {
  const { persona } = await useEmulator()
  const api = withKey(persona, 'one')
  const body = {
    data: { attributes: { 'inquiry-template-id': persona.templateId } },
    meta: { 'auto-create-one-time-link': true },
  }
  await api.call('POST', '/inquiries', body)
  const repeated = await api.call('POST', '/inquiries', body)
  const code = new URL(textAt(repeated.body, 'meta', 'one-time-link-short')).pathname.slice(4)
  const id = repeated.headers.get('Request-Id')
  const record = await send(`${persona.origin}/_emulator/requests/${id}`, 'GET')
  expect(JSON.stringify(record.body)).toContain('/go/[link code]')
  expect(JSON.stringify(record.body)).not.toContain(code)
})

test("keeps a response for 24 hours of the emulator's clock", async () => {
  const { persona } = await useEmulator()
  const api = withKey(persona, 'one')
  const inquiryId = await api.createInquiry()
  persona.simulate.advanceTime({ seconds: 86_399 })
  expect(await api.createInquiry()).toBe(inquiryId)
  persona.simulate.advanceTime({ seconds: 2 })
  expect(await api.createInquiry()).not.toBe(inquiryId)
})

test('refuses a key with another body, or at another address', async () => {
  const { persona } = await useEmulator()
  const api = withKey(persona, 'one')
  const inquiryId = await api.createInquiry()
  const refused = { status: 422, body: { errors: [{ details: textWith('Idempotency-Key') }] } }
  expect(await api.call('POST', '/inquiries', {})).toMatchObject(refused)
  expect(await api.call('POST', `/inquiries/${inquiryId}/resume`)).toMatchObject(refused)
})

test('does not keep the response to a call without the right API key', async () => {
  const { persona } = await useEmulator()
  const stranger = createApiClient(persona, {
    Authorization: 'Bearer other',
    'Idempotency-Key': 'one',
  })
  const body = { data: { attributes: { 'inquiry-template-id': persona.templateId } } }
  expect((await stranger.call('POST', '/inquiries', body)).status).toBe(401)
  expect((await withKey(persona, 'one').call('POST', '/inquiries', body)).status).toBe(201)
})

test('does not keep the response to a call over the limit', async () => {
  const { persona } = await useEmulator({ requestsPerMinute: 1 })
  const keyed = withKey(persona, 'one')
  const body = { data: { attributes: { 'inquiry-template-id': persona.templateId } } }
  await withKey(persona, 'other').call('POST', '/inquiries', body)
  expect((await keyed.call('POST', '/inquiries', body)).status).toBe(429)
  persona.simulate.advanceTime({ seconds: 60 })
  expect((await keyed.call('POST', '/inquiries', body)).status).toBe(201)
})

test('ignores a key unless the call is a POST', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const keyed = withKey(persona, 'one')
  await keyed.call('GET', `/inquiries/${inquiryId}`)
  await api.resume(inquiryId)
  const { body } = await keyed.call('GET', `/inquiries/${inquiryId}`)
  const [session] = persona.sessions(inquiryId)
  expect(body).toMatchObject({
    data: { relationships: { sessions: { data: [{ id: session?.id }] } } },
  })
  expect(textAt(body, 'data', 'id')).toBe(inquiryId)
})

test('forgets its keys on reset', async () => {
  const { persona } = await useEmulator()
  const api = withKey(persona, 'one')
  await api.createInquiry()
  persona.reset()
  await api.createInquiry()
  expect(persona.inquiries()).toHaveLength(1)
})

test('repeats a simulated failure of Persona, and none of a proxy in front of it', async () => {
  const { persona } = await useEmulator()
  const body = { data: { attributes: { 'inquiry-template-id': persona.templateId } } }
  const statuses = async (key: string) => {
    const api = withKey(persona, key)
    const first = await api.call('POST', '/inquiries', body)
    return [first.status, (await api.call('POST', '/inquiries', body)).status]
  }
  const fault = { failure: 'status', times: 1 } as const
  persona.simulate.failApi({ ...fault, status: 500 })
  expect(await statuses('own')).toEqual([500, 500])
  persona.simulate.failApi({ ...fault, status: 502, body: 'html' })
  expect(await statuses('proxy')).toEqual([502, 201])
  persona.simulate.failApi({ ...fault, status: 429 })
  expect(await statuses('limit')).toEqual([429, 201])
})
