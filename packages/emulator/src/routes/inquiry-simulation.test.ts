import { expect, test } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { useEmulator } from '../../testing/use-emulator.ts'

function perform(api: ApiClient, inquiryId: string, ...types: string[]) {
  const data = { 'verification-template-id': 'vtmpl_selfie' }
  return api.call(
    'POST',
    `/inquiries/${inquiryId}/perform-simulate-actions?include=verifications`,
    {
      meta: {
        'simulate-actions': types.map((type) =>
          type.includes('verification') ? { type, data } : { type },
        ),
      },
    },
  )
}

test.for([
  ['start_inquiry', 'pending'],
  ['complete_inquiry', 'completed'],
  ['fail_inquiry', 'failed'],
  ['expire_inquiry', 'expired'],
  ['mark_for_review_inquiry', 'needs_review'],
  ['approve_inquiry', 'approved'],
  ['decline_inquiry', 'declined'],
] as const)('%s makes an inquiry %s', async ([type, status]) => {
  const { api } = await useEmulator()
  const answer = await perform(api, await api.createInquiry(), type)
  expect(answer).toMatchObject({ status: 200, body: { data: { attributes: { status } } } })
})

test.for([
  ['create_passed_verification', 'passed'],
  ['create_failed_verification', 'failed'],
] as const)('%s leaves a verification that has %s', async ([type, status]) => {
  const { api } = await useEmulator()
  const { body } = await perform(api, await api.createInquiry(), type)
  expect(body).toMatchObject({
    data: { attributes: { status: 'pending' } },
    included: [
      {
        type: 'verification/selfie',
        attributes: { status },
        relationships: { 'verification-template': { data: { id: 'vtmpl_selfie' } } },
      },
    ],
  })
})

test('performs one action after the other', async () => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const { body } = await perform(
    api,
    inquiryId,
    'start_inquiry',
    'complete_inquiry',
    'approve_inquiry',
  )
  expect(body).toMatchObject({ data: { attributes: { status: 'approved' } } })
})

test('performs none when one does not fit', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const { status, body } = await perform(api, inquiryId, 'complete_inquiry', 'start_inquiry')
  expect(status).toBe(409)
  expect(body).toEqual({
    errors: [
      { title: 'Conflict', details: 'Inquiry is completed, which start_inquiry does not fit' },
    ],
  })
  expect(persona.inquiries()).toMatchObject([{ status: 'created' }])
})

test('refuses an inquiry that belongs to a production key', async () => {
  const { api } = await useEmulator({ apiKey: 'persona_production_1' })
  const { status, body } = await perform(api, await api.createInquiry(), 'start_inquiry')
  expect(status).toBe(403)
  expect(body).toMatchObject({ errors: [{ title: 'Forbidden' }] })
})

test.for([
  [{}, 'meta is missing'],
  [{ meta: {} }, 'meta.simulate-actions is missing'],
  [
    { meta: { 'simulate-actions': [{ type: 'create_passed_verification' }] } },
    'meta.simulate-actions.0.data is missing',
  ],
  [{ meta: { simulateActions: [{ type: 'dance' }] } }, 'meta.simulate-actions.0.type is not valid'],
] as const)('refuses %j', async ([body, details]) => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const path = `/inquiries/${inquiryId}/perform-simulate-actions`
  expect(await api.call('POST', path, body)).toMatchObject({
    status: 400,
    body: { errors: [{ details }] },
  })
})
