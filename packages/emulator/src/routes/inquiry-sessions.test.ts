import { expect, test } from 'vitest'
import { textAt } from '../../testing/api-client.ts'
import { useEmulator } from '../../testing/use-emulator.ts'
import { objectWith, textLike } from '../../testing/matchers.ts'

test('creates, retrieves and lists sessions without their tokens', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const created = await api.call('POST', '/inquiry-sessions', {
    data: { attributes: { 'inquiry-id': inquiryId } },
  })
  const id = textAt(created.body, 'data', 'id')
  expect(created.status).toBe(201)
  expect(created.body).toEqual({
    data: objectWith({
      type: 'inquiry-session',
      id: textLike(/^iqse_/),
      relationships: objectWith({
        inquiry: { data: { type: 'inquiry', id: inquiryId } },
      }),
    }),
  })
  expect((await api.call('GET', `/inquiry-sessions/${id}`)).body).toMatchObject({ data: { id } })
  const list = await api.call('GET', `/inquiry-sessions?filter[inquiry-id]=${inquiryId}`)
  expect(list.body).toMatchObject({ data: [{ id }] })
  expect(persona.sessions(inquiryId)).toMatchObject([{ id, createdBy: 'inquiry_session' }])
})

test.for([
  ['an unknown inquiry', 'inq_unknown', 404],
  ['no inquiry', undefined, 400],
] as const)('refuses a session for %s', async ([, inquiryId, status]) => {
  const { api } = await useEmulator()
  const answer = await api.call('POST', '/inquiry-sessions', {
    data: { attributes: { 'inquiry-id': inquiryId } },
  })
  expect(answer.status).toBe(status)
})

test('refuses a session for a redacted inquiry', async () => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  await api.call('DELETE', `/inquiries/${inquiryId}`)
  const { status, body } = await api.call('POST', '/inquiry-sessions', {
    data: { attributes: { 'inquiry-id': inquiryId } },
  })
  expect(status).toBe(409)
  expect(body).toEqual({ errors: [{ title: 'Conflict', details: 'Inquiry already redacted' }] })
})

test('refuses a session for an expired inquiry', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.expireInquiry({ inquiryId })
  const answer = await api.call('POST', '/inquiry-sessions', {
    data: { attributes: { 'inquiry-id': inquiryId } },
  })
  expect(answer.status).toBe(409)
})

test('ends one session, and leaves the others', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  await api.visit(inquiryId, await api.resume(inquiryId))
  await api.visit(inquiryId, await api.resume(inquiryId))
  const [first] = persona.sessions(inquiryId)
  const { status, body } = await api.call('POST', `/inquiry-sessions/${first?.id}/expire`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ data: { id: first?.id, attributes: { status: 'expired' } } })
  expect(persona.sessions(inquiryId)).toMatchObject([{ status: 'expired' }, { status: 'active' }])
})

test('ends all live sessions of some inquiries, and lists them', async () => {
  const { persona, api } = await useEmulator()
  const first = await api.createInquiry()
  const second = await api.createInquiry()
  const spared = await api.createInquiry()
  for (const inquiryId of [first, second, spared]) await api.resume(inquiryId)
  persona.simulate.killSession({ inquiryId: second })
  const { status, body } = await api.call('POST', '/inquiry-sessions/expire-all', {
    meta: { 'inquiry-ids': [first, second, 'inq_unknown'] },
  })
  expect(status).toBe(200)
  expect(body).toEqual({ data: [objectWith({ id: persona.sessions(first)[0]?.id })] })
  expect(persona.sessions(spared)).toMatchObject([{ status: 'new' }])
})

test('returns the device of a session once a widget has loaded with it', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  await api.visit(inquiryId, await api.resume(inquiryId))
  const [session] = persona.sessions(inquiryId)
  const { body } = await api.call('GET', `/inquiry-sessions/${session?.id}?include=device,inquiry`)
  const id = textAt(body, 'data', 'relationships', 'device', 'data', 'id')
  expect(textAt(body, 'data', 'attributes', 'user-agent')).toBe('node')
  expect(body).toMatchObject({
    included: [
      { type: 'device', id },
      { type: 'inquiry', id: inquiryId },
    ],
  })
})

test('creates a link to a session, and none to one that has ended', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  await api.resume(inquiryId)
  const [session] = persona.sessions(inquiryId)
  const path = `/inquiry-sessions/${session?.id}`
  const { body } = await api.call('POST', `${path}/generate-one-time-link`)
  expect(textAt(body, 'meta', 'one-time-link')).toContain('/verify?code=')
  await api.call('POST', `${path}/expire`)
  expect((await api.call('POST', `${path}/generate-one-time-link`)).status).toBe(409)
})
