import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createPersonaApi, type PersonaApi } from './persona-api.ts'

let emulator: PersonaEmulator
let persona: PersonaApi
let inquiryId: string

beforeAll(async () => {
  emulator = await createPersonaEmulator({ sessionCap: 2, requestsPerMinute: Infinity })
  persona = createPersonaApi({ apiKey: emulator.apiKey, baseUrl: emulator.apiUrl })
})
afterAll(async () => {
  await emulator.close()
})
beforeEach(async () => {
  emulator.reset()
  emulator.simulate.restore()
  const { templateId } = emulator
  inquiryId = (await persona.createInquiry({ templateId, referenceId: 'ada' })).id
})

test('creates an inquiry without a session, and finds it again', async () => {
  expect(emulator.sessions(inquiryId)).toHaveLength(0)
  expect(await persona.retrieveInquiry(inquiryId)).toMatchObject({
    id: inquiryId,
    status: 'created',
    redactedAt: null,
  })
  const ids = async (filter: { referenceId: string; status?: string[] }) =>
    (await persona.listInquiries(filter)).map(({ id }) => id)
  expect(await ids({ referenceId: 'ada' })).toEqual([inquiryId])
  expect(await ids({ referenceId: 'ada', status: ['created', 'pending'] })).toEqual([inquiryId])
  expect(await ids({ referenceId: 'ada', status: ['pending'] })).toEqual([])
  expect(await ids({ referenceId: 'bob' })).toEqual([])
})

test('resumes an expired inquiry, which extends its deadline', async () => {
  emulator.simulate.startInquiry({ inquiryId })
  const expired = await persona.expireInquiry(inquiryId)
  expect(expired.status).toBe('expired')
  const { inquiry, sessionToken } = await persona.resumeInquiry(inquiryId)
  expect(inquiry.status).toBe('pending')
  expect(inquiry.expiresAt).toBeGreaterThan(Date.now())
  expect(sessionToken).not.toBe('')
  expect(emulator.sessions(inquiryId)).toHaveLength(1)
})

test('distinguishes the session cap from other failures', async () => {
  for (let times = 0; times < 2; times += 1) {
    await persona.resumeInquiry(inquiryId)
    emulator.simulate.killSession({ inquiryId })
  }
  await expect(persona.resumeInquiry(inquiryId)).rejects.toMatchObject({
    kind: 'sessions_exhausted',
    status: 403,
  })
})

test('reports that a finished inquiry is not resumed', async () => {
  emulator.simulate.decideInquiry({ inquiryId, status: 'approved' })
  await expect(persona.resumeInquiry(inquiryId)).rejects.toMatchObject({ kind: 'conflict' })
})

test('reports an unknown inquiry', async () => {
  await expect(persona.retrieveInquiry('inq_unknown')).rejects.toMatchObject({ kind: 'not_found' })
})

test('reports a wrong key', async () => {
  const stranger = createPersonaApi({ apiKey: 'persona_sandbox_wrong', baseUrl: emulator.apiUrl })
  await expect(stranger.retrieveInquiry(inquiryId)).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
})

test('reports a new version of the template', async () => {
  emulator.simulate.publishTemplateVersion()
  const { templateVersionId, latestTemplateVersionId } = await persona.retrieveInquiry(inquiryId)
  expect(latestTemplateVersionId).not.toBeNull()
  expect(latestTemplateVersionId).not.toBe(templateVersionId)
})

test('returns no lifetime for a one-time link, which may be an earlier one', async () => {
  const link = await persona.generateOneTimeLink(inquiryId, { expiresInSeconds: 3600 })
  expect(link.url).toContain('/verify?code=')
  expect(link.expiresIn).toBeNull()
  expect(await persona.generateOneTimeLink(inquiryId, { expiresInSeconds: 60 })).toEqual(link)
})

test('reports a reset connection', async () => {
  emulator.simulate.failApi({ failure: 'reset', times: 2 })
  await expect(persona.retrieveInquiry(inquiryId)).rejects.toMatchObject({ kind: 'network' })
})
