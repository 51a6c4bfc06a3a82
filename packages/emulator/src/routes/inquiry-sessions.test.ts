import { expect, test } from 'vitest'
import { textAt } from '../testing/api-client.ts'
import { useEmulator } from '../testing/use-emulator.ts'
import { objectWith, textLike } from '../testing/matchers.ts'

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
