import { expect, test } from 'vitest'
import { useEmulator } from '../../testing/use-emulator.ts'

test('retrieves an inquiry with its sessions and template', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  await api.resume(inquiryId)
  const { status, body } = await api.call('GET', `/inquiries/${inquiryId}`)
  const [session] = persona.sessions(inquiryId)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    data: {
      relationships: {
        'inquiry-template': { data: { type: 'inquiry-template', id: persona.templateId } },
        sessions: { data: [{ type: 'inquiry-session', id: session?.id }] },
      },
    },
    included: [
      { type: 'inquiry-session', id: session?.id, attributes: { status: 'new' } },
      { type: 'inquiry-template', id: persona.templateId },
    ],
  })
})

test('includes only what is requested', async () => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const { body } = await api.call('GET', `/inquiries/${inquiryId}?include=account`)
  expect(body).toMatchObject({
    included: [{ type: 'account', attributes: { 'reference-id': 'ada' } }],
  })
})

test('accepts lists of relationships and attributes, in one parameter or in several', async () => {
  const { api } = await useEmulator()
  const path = `/inquiries/${await api.createInquiry()}`
  const query = 'include=account&include=inquiry-template&fields=status&fields=note'
  const { body } = await api.call('GET', `${path}?${query}`)
  expect(body).toMatchObject({ included: [{ type: 'account' }, { type: 'inquiry-template' }] })
  expect(
    (await api.call('GET', `${path}?include=account,inquiry-template&fields=status,note`)).body,
  ).toEqual(body)
})

test.for(['', 'reports'])('includes nothing for %j', async (include) => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const { status, body } = await api.call('GET', `/inquiries/${inquiryId}?include=${include}`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ included: [] })
})

test.for(['report', 'toString', '__proto__', 'constructor', 'sessions.inquiry.account'])(
  'refuses to include %j',
  async (include) => {
    const { api } = await useEmulator()
    const inquiryId = await api.createInquiry()
    const { status, body } = await api.call('GET', `/inquiries/${inquiryId}?include=${include}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ errors: [{ title: 'Bad Request' }] })
  },
)
