import { expect, test } from 'vitest'
import { isRecord } from '../is-record.ts'
import { type ApiClient, textAt } from '../../testing/api-client.ts'
import { anyText } from '../../testing/matchers.ts'
import { useEmulator } from '../../testing/use-emulator.ts'

async function listed(api: ApiClient, query: string): Promise<unknown[]> {
  const { status, body } = await api.call('GET', `/inquiries?${query}`)
  expect(status).toBe(200)
  if (!isRecord(body) || !Array.isArray(body['data'])) throw new Error('The answer is no list.')
  return body['data'].map((inquiry) => textAt(inquiry, 'id'))
}

test('lists by account, template, note and time of creation', async () => {
  const { persona, api } = await useEmulator()
  persona.simulate.advanceTime({ seconds: 3600 })
  const first = await api.createInquiry()
  const { body } = await api.call('PATCH', `/inquiries/${first}`, {
    data: { attributes: { note: 'one, two' } },
  })
  const createdAt = textAt(body, 'data', 'attributes', 'created-at')
  const accountId = textAt(body, 'data', 'relationships', 'account', 'data', 'id')
  persona.simulate.advanceTime({ seconds: 3600 })
  const second = await api.createInquiry({ 'auto-create-account': false })
  expect(await listed(api, `filter[account-id]=act_other,${accountId}`)).toEqual([first])
  expect(await listed(api, `filter[inquiry-template-id]=${persona.templateId}`)).toHaveLength(2)
  expect(await listed(api, 'filter[template-id]=tmpl_1')).toEqual([])
  expect(await listed(api, 'filter[note]=one, two')).toEqual([first])
  expect(await listed(api, `filter[created-at-end]=${createdAt}`)).toEqual([first])
  expect(await listed(api, `filter[created-at-start]=${createdAt}`)).toEqual([second, first])
})

test('accepts several values with commas, or one parameter each', async () => {
  const { persona, api } = await useEmulator()
  const first = await api.createInquiry()
  const second = await api.createInquiry()
  await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId: first })
  persona.simulate.decideInquiry({ inquiryId: second, status: 'approved' })
  expect(await listed(api, 'filter[status]=pending, approved')).toEqual([second, first])
  expect(await listed(api, 'filter[status][]=pending&filter[status][]=approved')).toEqual([
    second,
    first,
  ])
})

test.for([
  'filter[color]=blue',
  'filter[note]=x&filter[status]=created',
  'filter[created-at-start]=yesterday',
  'filter[created-at-end]=1',
  'filter[created-at-end]=2026-13-01',
  'page[number]=2',
  'page[size]=0x10',
  'page[size]=1e1',
  'page[size][0]=5',
  'filter[status][eq]=created',
  'page[after]=inq_unknown',
  'page[after]=inq_1&page[before]=inq_2',
])('refuses %s', async (query) => {
  const { api } = await useEmulator()
  expect((await api.call('GET', `/inquiries?${query}`)).status).toBe(400)
})

test('pages forward and back', async () => {
  const { api } = await useEmulator()
  const ids: string[] = []
  for (let count = 0; count < 5; count += 1) ids.unshift(await api.createInquiry())
  expect(await listed(api, `page[size]=2&page[after]=${ids[1]}`)).toEqual([ids[2], ids[3]])
  expect(await listed(api, `page[size]=2&page[before]=${ids[4]}`)).toEqual([ids[2], ids[3]])
  expect(await listed(api, `page[size]=2&page[before]=${ids[1]}`)).toEqual([ids[0]])
})

test('continues from a cursor that has left the list', async () => {
  const { persona, api } = await useEmulator()
  const ids = [await api.createInquiry(), await api.createInquiry(), await api.createInquiry()]
  const query = 'filter[status]=created&page[size]=1'
  expect(await listed(api, query)).toEqual([ids[2]])
  persona.simulate.startInquiry({ inquiryId: String(ids[2]) })
  expect(await listed(api, `${query}&page[after]=${ids[2]}`)).toEqual([ids[1]])
})

test('returns only the requested attributes', async () => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const query = 'fields[inquiry]=status,reference-id&fields[inquiry-template]=name'
  const { body } = await api.call(
    'GET',
    `/inquiries/${inquiryId}?include=inquiry-template&${query}`,
  )
  expect(body).toMatchObject({
    data: { relationships: { account: {} } },
    included: [{ type: 'inquiry-template', attributes: { name: anyText } }],
  })
  const attributes = isRecord(body) && isRecord(body['data']) ? body['data']['attributes'] : null
  expect(attributes).toEqual({ status: 'created', 'reference-id': 'ada' })
  const { body: list } = await api.call('GET', '/inquiries?fields=status')
  expect(list).toMatchObject({ data: [{ attributes: { status: 'created' } }] })
  expect(JSON.stringify(list)).not.toContain('created-at')
})

test('includes nothing in a list, even if it is requested', async () => {
  const { api } = await useEmulator()
  await api.createInquiry()
  const { status, body } = await api.call('GET', '/inquiries?include=sessions')
  expect(status).toBe(200)
  expect(body).not.toHaveProperty('included')
})

test('includes nothing outside of a retrieval unless it is requested', async () => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const { body } = await api.call('POST', `/inquiries/${inquiryId}/resume`)
  expect(body).not.toHaveProperty('included')
  const path = `/inquiries/${inquiryId}?include=inquiry-template.latest-published-version`
  expect((await api.call('GET', path)).body).toMatchObject({
    included: [{ type: 'inquiry-template' }, { type: 'inquiry-template-version' }],
  })
})
