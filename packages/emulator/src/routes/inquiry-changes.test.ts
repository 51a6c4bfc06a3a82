import { expect, test } from 'vitest'
import { textLike } from '../../testing/matchers.ts'
import { useEmulator } from '../../testing/use-emulator.ts'

test('changes only what is given', async () => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const update = (attributes: object) =>
    api.call('PATCH', `/inquiries/${inquiryId}`, { data: { attributes } })
  await update({ note: 'first', tags: ['a', 'b'], fields: { 'name-first': 'Ada' } })
  const { status, body } = await update({ fields: { 'name-last': 'Lovelace' } })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    data: {
      attributes: {
        note: 'first',
        tags: ['a', 'b'],
        'name-first': 'Ada',
        fields: { 'name-first': { value: 'Ada' }, 'name-last': { value: 'Lovelace' } },
      },
    },
  })
  expect((await update({ note: null, fields: { 'name-first': null } })).body).toMatchObject({
    data: {
      attributes: {
        note: null,
        'name-first': null,
        fields: { 'name-last': { type: 'string', value: 'Lovelace' } },
      },
    },
  })
})

test('adds, removes and replaces tags', async () => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const tag = async (action: string, name: unknown) => {
    const path = `/inquiries/${inquiryId}/${action}`
    const { body } = await api.call('POST', path, { meta: { 'tag-name': name } })
    return body
  }
  const having = (tags: string[]) => ({ data: { attributes: { tags } } })
  expect(await tag('add-tag', 'vip')).toMatchObject(having(['vip']))
  expect(await tag('add-tag', 'vip')).toMatchObject(having(['vip']))
  expect(await tag('add-tag', 'new')).toMatchObject(having(['vip', 'new']))
  expect(await tag('remove-tag', 'vip')).toMatchObject(having(['new']))
  expect(await tag('remove-tag', 'unknown')).toMatchObject(having(['new']))
  expect(await tag('set-tags', ['one', 'two'])).toMatchObject(having(['one', 'two']))
})

test('stores a reviewer’s comment and the time of the decision', async () => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const review = (action: string, comment?: string) =>
    api.call('POST', `/inquiries/${inquiryId}/${action}`, comment && { meta: { comment } })
  expect((await review('mark-for-review', 'look again')).body).toMatchObject({
    data: {
      attributes: {
        status: 'needs_review',
        'reviewer-comment': 'look again',
        'marked-for-review-at': textLike(/Z$/),
        'decisioned-at': null,
      },
    },
  })
  expect((await review('approve')).body).toMatchObject({
    data: {
      attributes: {
        status: 'approved',
        'reviewer-comment': 'look again',
        'decisioned-at': textLike(/Z$/),
      },
    },
  })
})

test('changes a decision, and refuses the same one again', async () => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const decide = async (action: string) =>
    (await api.call('POST', `/inquiries/${inquiryId}/${action}`)).status
  expect(await decide('approve')).toBe(200)
  expect(await decide('approve')).toBe(409)
  expect(await decide('decline')).toBe(200)
})

test('prints the inquiry as a PDF', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const response = await fetch(`${persona.apiUrl}/inquiries/${inquiryId}/print`, {
    headers: { Authorization: `Bearer ${persona.apiKey}` },
  })
  expect(response.headers.get('Content-Type')).toBe('application/pdf')
  const text = await response.text()
  expect(text).toMatch(/^%PDF-1\.4\n/)
  expect(text).toContain(`(Inquiry ${inquiryId})`)
  expect(text).toContain('(reference-id: ada)')
})

test('deletes the answers, documents, note and tags of a redacted inquiry', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const path = `/inquiries/${inquiryId}`
  await api.call('PATCH', path, { data: { attributes: { note: 'Ada', tags: ['ada'] } } })
  persona.simulate.startInquiry({ inquiryId, answers: { 'name-first': 'Ada' } })
  await api.call('POST', `${path}/perform-simulate-actions`, {
    meta: {
      'simulate-actions': [
        {
          type: 'create_passed_verification',
          data: { 'verification-template-id': 'vtmpl_1' },
        },
      ],
    },
  })
  await api.call('DELETE', path)
  const { status, body } = await api.call('GET', `${path}?include=documents`)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    data: {
      attributes: { note: null, tags: [], 'name-first': null, fields: {}, 'reference-id': 'ada' },
    },
    included: [{ type: 'document/government-id', attributes: { 'id-class': null } }],
  })
})
