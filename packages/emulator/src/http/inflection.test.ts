import { expect, test } from 'vitest'
import type { PersonaEmulator } from '../emulator.ts'
import { type ApiClient, createApiClient } from '../../testing/api-client.ts'
import { useEmulator } from '../../testing/use-emulator.ts'
import { toKebab } from './inflection.ts'

function inflected(persona: PersonaEmulator, inflection: string): ApiClient {
  const headers = { Authorization: `Bearer ${persona.apiKey}`, 'Key-Inflection': inflection }
  return createApiClient(persona, headers)
}

test('writes keys in camelCase at every depth, and leaves values alone', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const camel = inflected(persona, 'camel')
  await camel.call('PATCH', `/inquiries/${inquiryId}`, {
    data: { attributes: { fields: { 'address-street-1': 'Main-Street' } } },
  })
  const { body } = await camel.call(
    'POST',
    `/inquiries/${inquiryId}/resume?include=inquiry-template`,
  )
  expect(body).toMatchObject({
    data: {
      attributes: {
        referenceId: 'ada',
        addressStreet1: 'Main-Street',
        fields: { addressStreet1: { type: 'string', value: 'Main-Street' } },
      },
      relationships: { inquiryTemplate: { data: { type: 'inquiry-template' } } },
    },
    included: [{ relationships: { latestPublishedVersion: { data: {} } } }],
  })
  expect(JSON.stringify(body)).toMatch(/"sessionToken":"ey/)
})

test('writes keys in snake_case', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const { body } = await inflected(persona, 'snake').call('GET', `/inquiries/${inquiryId}`)
  expect(body).toMatchObject({ data: { attributes: { reference_id: 'ada' } } })
  expect(JSON.stringify(body)).not.toMatch(/"[a-z]+-[a-z-]+":/)
})

test.for([
  ['camelCase', { inquiryTemplateId: 'ID', referenceId: 'ada', fields: { nameFirst: 'Ada' } }],
  ['snake_case', { inquiry_template_id: 'ID', reference_id: 'ada', fields: { name_first: 'Ada' } }],
  [
    'kebab-case',
    { 'inquiry-template-id': 'ID', 'reference-id': 'ada', fields: { 'name-first': 'Ada' } },
  ],
] as const)('accepts a body in %s', async ([, attributes]) => {
  const { persona, api } = await useEmulator({ templateId: 'ID' })
  const { status } = await api.call('POST', '/inquiries', { data: { attributes } })
  expect(status).toBe(201)
  expect(persona.inquiries()).toMatchObject([
    { referenceId: 'ada', answers: { 'name-first': 'Ada' } },
  ])
})

test('accepts the names in a query in any inflection', async () => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const { body } = await api.call(
    'GET',
    '/inquiries?filter[referenceId]=ada&fields[inquiry]=created_at',
  )
  expect(body).toMatchObject({ data: [{ id: inquiryId, attributes: { 'created-at': {} } }] })
})

test.for([
  ['referenceId', 'reference-id'],
  ['reference_id', 'reference-id'],
  ['reference-id', 'reference-id'],
  ['addressStreet1', 'address-street-1'],
  ['status', 'status'],
] as const)('reads %s as %s', ([written, kebab]) => {
  expect(toKebab(written)).toBe(kebab)
})
