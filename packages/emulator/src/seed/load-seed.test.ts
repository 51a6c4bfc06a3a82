import { expect, test } from 'vitest'
import { createPersonaEmulator } from '../create-persona-emulator.ts'
import { useEmulator } from '../../testing/use-emulator.ts'
import { useReceiver } from '../../testing/use-receiver.ts'
import { textAt } from '../../testing/api-client.ts'
import type { Seed } from './seed.ts'

test('loads an inquiry of the seed at the start', async () => {
  const { api } = await useEmulator({
    seed: {
      inquiries: [{ id: 'inq_ada', referenceId: 'ada', tags: ['vip'], note: 'Met in Paris.' }],
    },
  })
  const { status, body } = await api.call('GET', '/inquiries/inq_ada')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    data: {
      attributes: {
        status: 'created',
        'reference-id': 'ada',
        tags: ['vip'],
        note: 'Met in Paris.',
      },
    },
  })
})

test.for([
  ['pending', 'document', 'started-at'],
  ['expired', 'document', 'expired-at'],
  ['completed', 'done', 'completed-at'],
  ['failed', 'done', 'failed-at'],
  ['needs_review', 'done', 'marked-for-review-at'],
  ['approved', 'done', 'decisioned-at'],
  ['declined', 'done', 'decisioned-at'],
] as const)('a seeded inquiry is %s at %s', async ([status, step, time]) => {
  const { persona, api } = await useEmulator({
    seed: { inquiries: [{ id: 'inq_1', status, createdSecondsAgo: 200_000 }] },
  })
  expect(persona.inquiries()).toMatchObject([
    { id: 'inq_1', status, step, answers: { 'name-first': 'Ada' } },
  ])
  const { body } = await api.call('GET', '/inquiries/inq_1')
  const createdAt = Date.parse(textAt(body, 'data', 'attributes', 'created-at'))
  expect(Date.now() - createdAt).toBeGreaterThanOrEqual(200_000_000)
  expect(Date.parse(textAt(body, 'data', 'attributes', time))).toBeGreaterThan(createdAt)
})

test('gives a seeded inquiry documents and selfies, with verifications by its status', async () => {
  const { api } = await useEmulator({
    seed: { inquiries: [{ id: 'inq_1', status: 'completed' }] },
  })
  const path = '/inquiries/inq_1?include=documents,verifications'
  expect((await api.call('GET', path)).body).toMatchObject({
    included: [
      { type: 'document/government-id', attributes: { status: 'processed' } },
      { type: 'verification/government-id', attributes: { status: 'passed' } },
      { type: 'verification/selfie', attributes: { status: 'passed' } },
    ],
  })
})

test('gives a redacted inquiry no data of the person', async () => {
  const { api, persona } = await useEmulator({
    seed: { inquiries: [{ id: 'inq_1', status: 'redacted' }] },
  })
  expect(persona.inquiries()).toMatchObject([{ status: 'completed', answers: {} }])
  expect((await api.call('POST', '/inquiries/inq_1/resume')).status).toBe(409)
})

test('gives a pending inquiry the given step and answers', async () => {
  const { persona } = await useEmulator({
    seed: { inquiries: [{ status: 'pending', step: 'selfie', answers: { 'name-first': 'Bo' } }] },
  })
  expect(persona.inquiries()).toMatchObject([{ step: 'selfie', answers: { 'name-first': 'Bo' } }])
})

test('sessions that are used up count against the cap', async () => {
  const { persona, api } = await useEmulator({
    seed: { inquiries: [{ id: 'inq_1', status: 'pending', usedSessions: 24 }] },
  })
  expect(persona.sessions('inq_1').map(({ status }) => status)).toEqual(
    Array<string>(24).fill('expired'),
  )
  await api.visit('inq_1', await api.resume('inq_1'))
  persona.simulate.killSession({ inquiryId: 'inq_1' })
  expect((await api.call('POST', '/inquiries/inq_1/resume')).status).toBe(403)
})

test('an outdated inquiry is on an earlier version of the template than the latest', async () => {
  const { api } = await useEmulator({
    seed: { inquiries: [{ id: 'inq_new' }, { id: 'inq_old', outdated: true }] },
  })
  const versionOf = async (id: string) => {
    const { body } = await api.call('GET', `/inquiries/${id}`)
    return textAt(body, 'data', 'relationships', 'inquiry-template-version', 'data', 'id')
  }
  const created = await versionOf(await api.createInquiry())
  expect(await versionOf('inq_new')).toBe(created)
  expect(await versionOf('inq_old')).not.toBe(created)
})

test('inquiries of one reference id share an account', async () => {
  const { api } = await useEmulator({
    seed: {
      inquiries: [
        { id: 'inq_1', referenceId: 'ada' },
        { id: 'inq_2', referenceId: 'ada' },
      ],
    },
  })
  const accountOf = async (id: string) => {
    const { body } = await api.call('GET', `/inquiries/${id}`)
    return textAt(body, 'data', 'relationships', 'account', 'data', 'id')
  }
  expect(await accountOf('inq_1')).toBe(await accountOf('inq_2'))
})

test('later events are sent to the webhooks of the seed, and none for its own inquiries', async () => {
  const receiver = await useReceiver()
  const { persona } = await useEmulator({
    seed: {
      inquiries: [{ id: 'inq_1', status: 'pending' }],
      webhooks: [{ url: receiver.url }],
    },
  })
  persona.simulate.decideInquiry({ inquiryId: 'inq_1', status: 'approved' })
  const { event } = await receiver.next()
  expect(event.data.attributes.name).toBe('inquiry.approved')
})

test('reset loads the seed again', async () => {
  const { persona, api } = await useEmulator({
    seed: { inquiries: [{ id: 'inq_1', status: 'pending' }] },
  })
  await api.createInquiry()
  persona.simulate.decideInquiry({ inquiryId: 'inq_1', status: 'approved' })
  persona.reset()
  expect(persona.inquiries()).toMatchObject([{ id: 'inq_1', status: 'pending' }])
})

test('a seeded inquiry expires by its age', async () => {
  const { persona } = await useEmulator({
    seed: { inquiries: [{ id: 'inq_1', createdSecondsAgo: 86_000 }] },
  })
  persona.simulate.advanceTime({ seconds: 401 })
  expect(persona.inquiries()).toMatchObject([{ status: 'expired' }])
})

test.for<[Seed, string]>([
  [
    { inquiries: [{ status: 'pending', step: 'dance' }] },
    'inquiries[0].step must be one of consent, details,',
  ],
  [{ inquiries: [{}, { usedSessions: 26 }] }, 'inquiries[1].usedSessions must be at most 25'],
  [{ inquiries: [{ createdSecondsAgo: 90_000 }] }, 'inquiries[0].createdSecondsAgo must be less'],
  [{ inquiries: [{ id: 'inq_1' }, { id: 'inq_1' }] }, 'inquiries[1].id must not be that of an'],
  [{ inquiries: [{ step: 'details' }] }, 'inquiries[0].step can be given for the status pending'],
  [{ inquiries: [{ id: 'ada' }] }, 'inquiries[0].id must be inq_ and then letters and digits'],
])('refuses an invalid seed: %j', async ([seed, message]) => {
  await expect(createPersonaEmulator({ seed })).rejects.toThrow(message)
})

test('stops listening after an invalid seed', async () => {
  const { persona } = await useEmulator()
  await persona.close()
  const port = Number(new URL(persona.origin).port)
  const seed = { inquiries: [{ id: 'ada' }] }
  await expect(createPersonaEmulator({ port, seed })).rejects.toThrow('The seed cannot be used.')
  await useEmulator({ port })
})
