import { expect, test } from 'vitest'
import { useEmulator } from '../../testing/use-emulator.ts'

test('starts an inquiry halfway with made-up answers and no session', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  expect(persona.inquiries()).toMatchObject([
    {
      status: 'pending',
      step: 'document',
      answers: { 'name-first': 'Ada', 'name-last': 'Lovelace', birthdate: '1990-12-10' },
    },
  ])
  expect(persona.sessions(inquiryId)).toEqual([])
})

test('starts an inquiry at the step and with the answers that are given', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId, step: 'details', answers: { 'name-first': 'Grace' } })
  expect(persona.inquiries()).toMatchObject([
    { step: 'details', answers: { 'name-first': 'Grace' } },
  ])
})

test('creates the documents and verifications of the steps before', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId, step: 'review' })
  const path = `/inquiries/${inquiryId}?include=documents,selfies,verifications`
  expect((await api.call('GET', path)).body).toMatchObject({
    included: [
      { type: 'document/government-id', attributes: { status: 'submitted' } },
      { type: 'selfie/center-only', attributes: { status: 'submitted' } },
      { type: 'verification/government-id', attributes: { status: 'submitted' } },
      { type: 'verification/selfie', attributes: { status: 'submitted' } },
    ],
  })
})

test('makes up answers for fields named like properties of every object', async () => {
  const { persona, api } = await useEmulator({
    template: {
      name: 'Odd',
      steps: [
        {
          name: 'form',
          type: 'form',
          title: 'Form',
          fields: [{ name: 'constructor', label: 'Constructor', type: 'text' }],
        },
        { name: 'selfie', type: 'selfie', title: 'Selfie' },
        { name: 'done', type: 'done', title: 'Done' },
      ],
    },
  })
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  expect(persona.inquiries()).toMatchObject([{ answers: { constructor: 'Sample' } }])
})

test('never starts an unfinished inquiry on the last screen', async () => {
  const { persona, api } = await useEmulator({
    template: {
      name: 'Short',
      steps: [
        { name: 'selfie', type: 'selfie', title: 'Selfie' },
        { name: 'done', type: 'done', title: 'Done' },
      ],
    },
    seed: { inquiries: [{ id: 'inq_seeded', status: 'pending' }] },
  })
  const inquiryId = await api.createInquiry()
  expect(() => persona.simulate.startInquiry({ inquiryId, step: 'done' })).toThrow('one of selfie.')
  persona.simulate.startInquiry({ inquiryId })
  expect(persona.inquiries()).toMatchObject([{ step: 'selfie' }, { step: 'selfie' }])
})

test('refuses to start an inquiry twice', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  expect(() => persona.simulate.startInquiry({ inquiryId })).toThrow('pending')
})

test('refuses to start or to expire a redacted inquiry', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  await api.call('DELETE', `/inquiries/${inquiryId}`)
  expect(() => persona.simulate.startInquiry({ inquiryId })).toThrow('already redacted')
  expect(() => persona.simulate.expireInquiry({ inquiryId })).toThrow('already redacted')
})

test('refuses an unknown inquiry', async () => {
  const { persona } = await useEmulator()
  expect(() => persona.simulate.killSession({ inquiryId: 'inq_x' })).toThrow('Record not found')
})

test.for([
  [NaN, 'seconds must be a number'],
  [Infinity, 'seconds must be a number'],
  [-1, 'seconds must be at least 0'],
  [1e300, 'seconds must not lead beyond the year 9999'],
] as const)('refuses to advance the time by %d s', async ([seconds, message]) => {
  const { persona, api } = await useEmulator()
  expect(() => persona.simulate.advanceTime({ seconds })).toThrow(message)
  await api.createInquiry()
  expect(persona.inquiries()).toMatchObject([{ status: 'created' }])
})

test('refuses a fault with `times` 0, which changes nothing', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  expect(() => persona.simulate.widget({ behavior: 'hang', times: 0 })).toThrow('times must be')
  expect((await api.visit(inquiryId)).body).toMatchObject({ outcome: 'ready' })
})

test('restore clears every active fault', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.killOnLoad()
  persona.simulate.widget({ behavior: 'hang' })
  persona.simulate.failApi({ failure: 'reset' })
  persona.simulate.cutNetwork()
  persona.simulate.restore()
  expect((await api.visit(inquiryId)).body).toMatchObject({ outcome: 'ready' })
  expect((await api.call('GET', '/inquiries')).status).toBe(200)
})
