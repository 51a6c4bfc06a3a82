import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSessionStore, type SessionStore } from '../sessions/session-store.ts'
import { inquiryBody, nowhere, scriptPersona } from '../../testing/scripted-persona.ts'
import { problem } from '../../testing/answer.ts'
import { inquiryEvent } from '../../testing/sign-webhook.ts'
import { createTestHost, type TestHost } from '../../testing/test-host.ts'
import { createReceiver } from '../../testing/webhook-receiver.ts'
import { createPersonaApi } from '../persona/persona-api.ts'

let emulator: PersonaEmulator
let host: TestHost

beforeEach(async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
})
afterEach(async () => {
  await emulator.close()
})

describe('over the emulator', () => {
  let sessions: SessionStore

  beforeEach(() => {
    sessions = createSessionStore()
    host = createTestHost(emulator, { handler: { sessions } })
  })

  test.each(['created', 'pending'] as const)('reports that an inquiry is %s', async (status) => {
    const inquiryId = await host.give('ada', status)
    const { headers, body } = await host.send('ada', 'GET', `/${inquiryId}`)
    expect(body).toEqual({ inquiryId, status, resumable: true, templateOutdated: false })
    expect(headers['cache-control']).toBe('no-store')
    expect(host.calls()).toEqual(['retrieve'])
    expect(emulator.sessions(inquiryId)).toHaveLength(0)
  })

  test('reports that an expired inquiry can be resumed', async () => {
    const inquiryId = await host.give('ada', 'pending')
    emulator.simulate.expireInquiry({ inquiryId })
    const { body } = await host.send('ada', 'GET', `/${inquiryId}`)
    expect(body).toMatchObject({ status: 'expired', resumable: true })
  })

  test('reports an outdated template', async () => {
    const inquiryId = await host.give('ada', 'pending')
    emulator.simulate.publishTemplateVersion()
    const { body } = await host.send('ada', 'GET', `/${inquiryId}`)
    expect(body).toMatchObject({ templateOutdated: true })
  })

  test('drops the stored session of a finished inquiry', async () => {
    const inquiryId = await host.give('ada', 'pending')
    const owner = { subjectId: 'ada', inquiryId }
    await host.session('ada', inquiryId)
    expect(await sessions.get(owner)).toBeDefined()
    emulator.simulate.decideInquiry({ inquiryId, status: 'declined' })
    const { body } = await host.send('ada', 'GET', `/${inquiryId}`)
    expect(body).toMatchObject({ status: 'declined', resumable: false })
    expect(await sessions.get(owner)).toBeUndefined()
  })
})

describe('asked for again within two seconds', () => {
  let inquiryId: string
  const summary = (person = 'ada') => host.send(person, 'GET', `/${inquiryId}`)

  beforeEach(async () => {
    host = createTestHost(emulator, {
      handler: { authorize: async ({ subject }) => subject.id !== 'mallory' },
    })
    inquiryId = await host.give('ada', 'pending')
  })

  test('is returned without a call to Persona', async () => {
    const first = await summary()
    expect((await summary()).body).toEqual(first.body)
    expect((await summary('bob')).body).toEqual(first.body)
    expect(host.calls()).toEqual(['retrieve'])
  })

  test('is only returned to people who may read it', async () => {
    await summary()
    expect(await summary('mallory')).toMatchObject(problem(404, 'not_found'))
    expect(await host.send(undefined, 'GET', `/${inquiryId}`)).toMatchObject(
      problem(401, 'signed_out'),
    )
  })

  test.each([
    ['a start', () => host.session('bob', inquiryId)],
    ['a new session', () => host.session('ada', inquiryId, 'session_expired')],
    ['a link', () => host.send('ada', 'POST', `/${inquiryId}/one-time-link`, {})],
  ])('is that of Persona after %s', async (_name, request) => {
    emulator.simulate.expireInquiry({ inquiryId })
    expect((await summary()).body).toMatchObject({ status: 'expired' })
    await request()
    expect((await summary()).body).toMatchObject({ status: 'pending' })
  })

  test('is that of Persona after a webhook', async () => {
    const { apiKey, apiUrl: baseUrl } = emulator
    const persona = createPersonaApi({ apiKey, baseUrl })
    host = createTestHost(emulator, { handler: { persona, authorize: async () => true } })
    inquiryId = await host.give('ada', 'pending')
    let seenByHost: unknown
    const { deliver } = createReceiver({
      persona,
      onEvent: async () => (seenByHost = (await summary()).body['status']),
    })
    await summary()
    emulator.simulate.decideInquiry({ inquiryId, status: 'approved' })
    expect((await summary()).body).toMatchObject({ status: 'pending' })
    await deliver(inquiryEvent({ inquiryId, name: 'inquiry.approved' }))
    expect(seenByHost).toBe('approved')
    expect((await summary()).body).toMatchObject({ status: 'approved' })
  })
})

describe('over a script', () => {
  const summary = async (attributes: Record<string, unknown>) => {
    const { fetch } = scriptPersona(() =>
      Response.json(inquiryBody(attributes, { 'session-token': 'fresh' })),
    )
    const handler = { authorize: () => Promise.resolve(true) }
    host = createTestHost(emulator, { persona: { ...nowhere, fetch }, handler })
    return await host.send('ada', 'GET', '/inq_1')
  }

  test('does not find a redacted inquiry', async () => {
    const answer = await summary({ 'redacted-at': '2026-01-01T00:00:00Z' })
    expect(answer).toMatchObject(problem(404, 'not_found'))
  })

  test('treats an unknown status as pending, as the session routes do', async () => {
    const { status, body } = await summary({ status: 'invented_since' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'pending', resumable: true })
    expect((await host.session('ada', 'inq_1')).body).toMatchObject({ status: 'pending' })
  })
})
