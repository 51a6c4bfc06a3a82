import { decodeJwt, decodeProtectedHeader } from 'jose'
import { expect, test } from 'vitest'
import { useEmulator } from '../../testing/use-emulator.ts'
import { anyNumber, anyText } from '../../testing/matchers.ts'

test('returns the same token until a widget has loaded with it', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  const token = await api.resume(inquiryId)
  expect(await api.resume(inquiryId)).toBe(token)
  await api.visit(inquiryId, token)
  expect(await api.resume(inquiryId)).not.toBe(token)
  expect(persona.sessions(inquiryId)).toMatchObject([
    { createdBy: 'resume', status: 'active', loadedByWidget: 1 },
    { createdBy: 'resume', status: 'new', loadedByWidget: 0 },
  ])
})

test('the token is a JSON Web Token that names the session and ends with it', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const token = await api.resume(inquiryId)
  const [session] = persona.sessions(inquiryId)
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256' })
  expect(decodeJwt(token)).toEqual({
    sub: session?.id,
    sid: session?.id,
    aud: 'persona-verify',
    iss: persona.customHost,
    iat: anyNumber,
    nbf: anyNumber,
    exp: Math.floor(Date.parse(String(session?.expiresAt)) / 1000),
    jti: anyText,
  })
})

test('leaves a created inquiry created', async () => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const { status, body } = await api.call('POST', `/inquiries/${inquiryId}/resume`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ data: { attributes: { status: 'created' } } })
})

test('makes an expired inquiry pending for the resume interval', async () => {
  const { persona, api } = await useEmulator({ lifetimes: { resume: 90 } })
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  persona.simulate.expireInquiry({ inquiryId })
  const before = Date.now()
  const { body } = await api.call('POST', `/inquiries/${inquiryId}/resume`)
  expect(body).toMatchObject({
    data: { attributes: { status: 'pending', 'expired-at': null } },
  })
  const [inquiry] = persona.inquiries()
  const lifetime = Date.parse(String(inquiry?.expiresAt)) - before
  expect(lifetime).toBeGreaterThanOrEqual(90_000)
  expect(lifetime).toBeLessThan(95_000)
  expect(persona.sessions(inquiryId)).toMatchObject([{ expiresAt: inquiry?.expiresAt }])
})

test('does not extend the sessions so far', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  await api.visit(inquiryId, await api.resume(inquiryId))
  const [before] = persona.sessions(inquiryId)
  persona.simulate.advanceTime({ seconds: 3600 })
  await api.resume(inquiryId)
  const [first, second] = persona.sessions(inquiryId)
  expect(first?.expiresAt).toBe(before?.expiresAt)
  expect(Date.parse(String(second?.expiresAt))).toBeGreaterThan(
    Date.parse(String(first?.expiresAt)),
  )
})

test.for(['completed', 'failed', 'needs_review', 'approved', 'declined'] as const)(
  'refuses a %s inquiry with 409',
  async (status) => {
    const { persona, api } = await useEmulator()
    const inquiryId = await api.createInquiry()
    persona.simulate.decideInquiry({ inquiryId, status })
    const answer = await api.call('POST', `/inquiries/${inquiryId}/resume`)
    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({ errors: [{ title: 'Conflict' }] })
    expect(persona.sessions(inquiryId)).toEqual([])
  },
)

test('refuses one session too many with 403, and keeps an expired inquiry expired', async () => {
  const { persona, api } = await useEmulator({ sessionCap: 2 })
  const inquiryId = await api.createInquiry()
  await api.visit(inquiryId, await api.resume(inquiryId))
  await api.visit(inquiryId, await api.resume(inquiryId))
  persona.simulate.expireInquiry({ inquiryId })
  const { status, body } = await api.call('POST', `/inquiries/${inquiryId}/resume`)
  expect(status).toBe(403)
  expect(body).toEqual({ errors: [{ title: 'Too many sessions' }] })
  expect(persona.inquiries()).toMatchObject([{ status: 'expired' }])
})

test('allows 25 sessions by default', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const create = () =>
    api.call('POST', '/inquiry-sessions', { data: { attributes: { 'inquiry-id': inquiryId } } })
  for (let count = 0; count < 25; count += 1) expect((await create()).status).toBe(201)
  expect((await create()).status).toBe(403)
  expect(persona.sessions(inquiryId)).toHaveLength(25)
})

test('refuses a created inquiry with 409 by its option', async () => {
  const { persona, api } = await useEmulator({ behaviors: { resumeCreated: 'conflict' } })
  const inquiryId = await api.createInquiry()
  expect((await api.call('POST', `/inquiries/${inquiryId}/resume`)).status).toBe(409)
  persona.simulate.startInquiry({ inquiryId })
  expect((await api.call('POST', `/inquiries/${inquiryId}/resume`)).status).toBe(200)
})

test.for([
  ['prolong', 3600],
  ['keep', 0],
] as const)(
  'extends the expiry of a pending inquiry or not, by its option: %s',
  async ([resumePending, gained]) => {
    const { persona, api } = await useEmulator({ behaviors: { resumePending } })
    const inquiryId = await api.createInquiry()
    persona.simulate.freezeTime()
    persona.simulate.startInquiry({ inquiryId })
    const [before] = persona.inquiries()
    persona.simulate.advanceTime({ seconds: 3600 })
    await api.resume(inquiryId)
    const [after] = persona.inquiries()
    const difference = Date.parse(String(after?.expiresAt)) - Date.parse(String(before?.expiresAt))
    expect(difference).toBe(gained * 1000)
    expect(persona.sessions(inquiryId)).toMatchObject([{ expiresAt: after?.expiresAt }])
  },
)
