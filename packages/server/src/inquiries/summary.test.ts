import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSessionStore, type SessionStore } from '../sessions/session-store.ts'
import { inquiryBody, nowhere, scriptPersona } from '../../testing/scripted-persona.ts'
import { problem } from '../../testing/answer.ts'
import { createTestHost, type TestHost } from '../../testing/test-host.ts'

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
