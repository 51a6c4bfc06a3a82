import { expect, test } from 'vitest'
import { textAt } from '../../testing/api-client.ts'
import { useEmulator } from '../../testing/use-emulator.ts'
import { textLike, textOtherThan, textWith } from '../../testing/matchers.ts'

test('creates an inquiry that opens without a token', async () => {
  const { persona, api } = await useEmulator()
  const { status, body } = await api.call('POST', '/inquiries', {
    data: {
      attributes: {
        'inquiry-template-id': persona.templateId,
        'reference-id': 'ada',
        fields: { 'name-first': 'Ada' },
      },
    },
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    data: {
      type: 'inquiry',
      id: textLike(/^inq_\w{24}$/),
      attributes: {
        status: 'created',
        'reference-id': 'ada',
        'expires-at': textLike(/Z$/),
        fields: { 'name-first': { type: 'string', value: 'Ada' } },
      },
    },
    meta: { 'session-token': null, 'one-time-link': null, 'one-time-link-short': null },
  })
  expect(persona.sessions()).toEqual([])
})

test('creates a session and a link with an inquiry on request', async () => {
  const { persona, api } = await useEmulator()
  const { body } = await api.call('POST', '/inquiries', {
    data: { attributes: { 'inquiry-template-id': persona.templateId } },
    meta: { 'auto-create-inquiry-session': true, 'auto-create-one-time-link': true },
  })
  expect(textAt(body, 'meta', 'session-token')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  expect(textAt(body, 'meta', 'one-time-link')).toContain('/verify?code=us1-')
  expect(persona.sessions()).toMatchObject([{ createdBy: 'inquiry', status: 'new' }])
})

test.for([
  { 'one-time-link-expiration-seconds': 0 },
  { 'one-time-link-expiration-seconds': 'soon' },
  { 'auto-create-inquiry-session': 'yes' },
  { 'auto-create-one-time-link': 1 },
  { 'auto-create-account': 'no' },
  { 'expiration-after-create-interval-seconds': 1e300 },
])('creates nothing with the meta %j', async (meta) => {
  const { persona, api } = await useEmulator()
  const { status } = await api.call('POST', '/inquiries', {
    data: { attributes: { 'inquiry-template-id': persona.templateId } },
    meta: { 'auto-create-one-time-link': true, ...meta },
  })
  expect(status).toBe(400)
  expect(persona.inquiries()).toEqual([])
})

test.for([
  ['by its reference id', { 'auto-create-account-reference-id': 'ada' }, 'ada'],
  ['of its own', {}, null],
] as const)('creates an account for an inquiry %s', async ([, meta, referenceId]) => {
  const { persona, api } = await useEmulator()
  const create = async () => {
    const { body } = await api.call('POST', '/inquiries?include=account', {
      data: { attributes: { 'inquiry-template-id': persona.templateId } },
      meta,
    })
    const id = textAt(body, 'data', 'relationships', 'account', 'data', 'id')
    expect(body).toMatchObject({
      included: [{ type: 'account', id, attributes: { 'reference-id': referenceId } }],
    })
    return id
  }
  expect((await create()) === (await create())).toBe(referenceId !== null)
})

test('creates no account if auto-create-account is false', async () => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry({ 'auto-create-account': false })
  const { body } = await api.call('GET', `/inquiries/${inquiryId}?include=account`)
  expect(body).toMatchObject({ data: { relationships: { account: { data: null } } }, included: [] })
})

test.for(['1990-02-31', '1990-2-3', 'yesterday', '', 19901210])(
  'refuses %j for the date of birth',
  async (birthdate) => {
    const { persona, api } = await useEmulator()
    const attributes = { 'inquiry-template-id': persona.templateId, fields: { birthdate } }
    expect(await api.call('POST', '/inquiries', { data: { attributes } })).toMatchObject({
      status: 422,
      body: { errors: [{ source: { pointer: '/data/attributes/fields/birthdate' } }] },
    })
  },
)

test('starts at a named step, and refuses the last one and unknown ones', async () => {
  const { persona, api } = await useEmulator()
  const create = (step: string) =>
    api.call('POST', '/inquiries', {
      data: {
        attributes: { 'inquiry-template-id': persona.templateId, 'initial-step-name': step },
      },
    })
  expect((await create('document')).body).toMatchObject({
    data: { attributes: { 'previous-step-name': 'details', 'next-step-name': 'document' } },
  })
  for (const step of ['done', 'dance', 'constructor']) {
    expect(await create(step)).toMatchObject({
      status: 422,
      body: { errors: [{ source: { pointer: '/data/attributes/initial-step-name' } }] },
    })
  }
})

test('returns a number as a number, and other text as text', async () => {
  const field = { label: 'Number', type: 'number' } as const
  const { persona, api } = await useEmulator({
    template: {
      name: 'Numbers',
      steps: [
        {
          name: 'form',
          type: 'form',
          title: 'Form',
          fields: [
            { ...field, name: 'one' },
            { ...field, name: 'other' },
          ],
        },
        { name: 'done', type: 'done', title: 'Done' },
      ],
    },
  })
  const fields = { one: 7, other: 'many' }
  const attributes = { 'inquiry-template-id': persona.templateId, fields }
  const { body } = await api.call('POST', '/inquiries', { data: { attributes } })
  expect(body).toMatchObject({
    data: {
      attributes: {
        fields: {
          one: { type: 'number', value: 7 },
          other: { type: 'string', value: 'many' },
        },
      },
    },
  })
})

test('keeps an inquiry on its template version when a newer one is published', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const { body: before } = await api.call('GET', `/inquiries/${inquiryId}`)
  const version = textAt(before, 'data', 'relationships', 'inquiry-template-version', 'data', 'id')
  persona.simulate.publishTemplateVersion()
  const { body: after } = await api.call('GET', `/inquiries/${inquiryId}?include=inquiry-template`)
  expect(after).toMatchObject({
    data: { relationships: { 'inquiry-template-version': { data: { id: version } } } },
    included: [
      {
        relationships: {
          'latest-published-version': { data: { id: textOtherThan(version) } },
        },
      },
    ],
  })
})

test('lists newest first, page by page', async () => {
  const { api } = await useEmulator()
  const ids = [await api.createInquiry(), await api.createInquiry(), await api.createInquiry()]
  const { body } = await api.call('GET', '/inquiries?page[size]=2')
  expect(body).toMatchObject({
    data: [{ id: ids[2] }, { id: ids[1] }],
    links: { prev: null, next: textWith(String(ids[1])) },
  })
  const next = textAt(body, 'links', 'next').replace('/api/v1', '')
  const { body: last } = await api.call('GET', next)
  expect(last).toMatchObject({ data: [{ id: ids[0] }], links: { next: null } })
})

test('lists by reference id and status', async () => {
  const { persona, api } = await useEmulator()
  const pendingId = await api.createInquiry()
  await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId: pendingId })
  const { body } = await api.call(
    'GET',
    '/inquiries?filter[reference-id]=ada&filter[status]=pending',
  )
  expect(body).toMatchObject({ data: [{ id: pendingId }] })
  const { body: others } = await api.call('GET', '/inquiries?filter[reference-id]=grace')
  expect(others).toMatchObject({ data: [] })
})

test.for([
  ['approve', 'approved'],
  ['decline', 'declined'],
  ['mark-for-review', 'needs_review'],
] as const)('%s makes an inquiry %s', async ([action, status]) => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const { body } = await api.call('POST', `/inquiries/${inquiryId}/${action}`)
  expect(body).toMatchObject({ data: { attributes: { status } } })
})

test('redacts an inquiry once', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  const { body } = await api.call('DELETE', `/inquiries/${inquiryId}`)
  expect(textAt(body, 'data', 'attributes', 'redacted-at')).toMatch(/Z$/)
  expect(body).toMatchObject({ data: { attributes: { fields: {} } } })
  const refused = { errors: [{ title: 'Conflict', details: 'Inquiry already redacted' }] }
  for (const action of ['resume', 'expire', 'generate-one-time-link', 'approve']) {
    const answer = await api.call('POST', `/inquiries/${inquiryId}/${action}`)
    expect(answer).toMatchObject({ status: 409, body: refused })
  }
  const again = await api.call('DELETE', `/inquiries/${inquiryId}`)
  expect(again).toMatchObject({ status: 409, body: refused })
})

test('does not expire a redacted inquiry', async () => {
  const { persona, api } = await useEmulator({ lifetimes: { create: 60 } })
  const inquiryId = await api.createInquiry()
  await api.call('DELETE', `/inquiries/${inquiryId}`)
  persona.simulate.advanceTime({ seconds: 61 })
  const { status, body } = await api.call('GET', `/inquiries/${inquiryId}`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ data: { attributes: { status: 'created', 'expired-at': null } } })
})

test('expires by its own time, with its sessions', async () => {
  const { persona, api } = await useEmulator({ lifetimes: { create: 60 } })
  const inquiryId = await api.createInquiry()
  await api.resume(inquiryId)
  persona.simulate.advanceTime({ seconds: 61 })
  const { body } = await api.call('GET', `/inquiries/${inquiryId}`)
  expect(body).toMatchObject({ data: { attributes: { status: 'expired' } } })
  expect(persona.sessions(inquiryId)).toMatchObject([{ status: 'expired' }])
})

test('returns an unused link again, and none for an expired inquiry', async () => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const link = () => api.call('POST', `/inquiries/${inquiryId}/generate-one-time-link`)
  const first = textAt((await link()).body, 'meta', 'one-time-link')
  expect(textAt((await link()).body, 'meta', 'one-time-link')).toBe(first)
  await api.call('POST', `/inquiries/${inquiryId}/expire`)
  expect((await link()).status).toBe(409)
  await api.resume(inquiryId)
  expect(textAt((await link()).body, 'meta', 'one-time-link')).not.toBe(first)
})

test('expires by the interval from the start, also a shorter one', async () => {
  const { persona, api } = await useEmulator()
  persona.simulate.freezeTime()
  const inquiryId = await api.createInquiry({ 'expiration-after-start-interval-seconds': 3600 })
  persona.simulate.startInquiry({ inquiryId })
  persona.simulate.advanceTime({ seconds: 3599 })
  expect(persona.inquiries()).toMatchObject([{ status: 'pending' }])
  persona.simulate.advanceTime({ seconds: 1 })
  expect(persona.inquiries()).toMatchObject([{ status: 'expired' }])
})
