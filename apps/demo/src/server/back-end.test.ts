import type { PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { connectPersona } from '../connect-persona.ts'
import { createInquiryOwnership, type InquiryOwnership } from '../database/inquiry-ownership.ts'
import type { OpenDatabase } from '../database/open-database.ts'
import { inquiries } from '../database/schema.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { type BackEnd, createBackEnd, webhookPath } from './back-end.ts'
import { createSignIn } from './sign-in.ts'

describe.each(testDatabases)('on $name', (testDatabase) => {
  let open: OpenDatabase
  let emulator: PersonaEmulator
  let ownership: InquiryOwnership
  let backEnd: BackEnd

  beforeAll(async () => {
    open = await testDatabase.open()
    ownership = createInquiryOwnership(open.database)
    const persona = await connectPersona(undefined)
    if (persona.emulator === undefined) throw new Error('Without an account there is an emulator.')
    emulator = persona.emulator
    backEnd = createBackEnd({
      database: open.database,
      signIn: createSignIn(['a secret of the test']),
      persona,
      log: () => {},
    })
  }, 60_000)
  afterAll(async () => {
    await emulator.close()
    await open.close()
  })
  beforeEach(async () => {
    await open.database.delete(inquiries)
    emulator.reset()
    emulator.simulate.restore()
  })

  function call(method: string, path: string, cookie = '', body?: unknown): Promise<Response> {
    const headers: Record<string, string> = { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' }
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    const request = new Request(`http://localhost${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return Promise.resolve(backEnd.routes.fetch(request))
  }

  async function signIn(personId: string): Promise<string> {
    const response = await call('POST', '/api/sign-in', '', { personId })
    return response.headers.get('Set-Cookie')?.split(';')[0] ?? ''
  }

  async function start(cookie: string): Promise<unknown> {
    const response = await call('POST', '/api/inquiries', cookie, { reason: 'start' })
    expect(response.status).toBe(200)
    return response.json()
  }

  test('signs a person in with a cookie that scripts cannot read', async () => {
    const response = await call('POST', '/api/sign-in', '', { personId: 'mara' })

    const cookie = response.headers.get('Set-Cookie') ?? ''
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Strict')
    const me = await call('GET', '/api/me', cookie.split(';')[0])
    expect(await me.json()).toEqual({
      id: 'mara',
      firstName: 'Mara',
      lastName: 'Lindqvist',
      inquiryId: null,
      inquiryChangedAt: null,
    })
  })

  test('replaces a session as often as the playground kills it', async () => {
    const cookie = await signIn('mara')
    const { inquiryId } = Object(await start(cookie))
    emulator.simulate.startInquiry({ inquiryId })
    const session = `/api/inquiries/${inquiryId}/session`
    for (let count = 0; count < 20; count += 1) {
      const response = await call('POST', session, cookie, { reason: 'session_suspect' })
      expect(response.status).toBe(200)
      emulator.simulate.killSession({ inquiryId })
    }
  })

  test.each([
    ['a missing cookie', () => ''],
    [
      'a cookie with another id under the same signature',
      (cookie: string) => cookie.replace('mara', 'tomas'),
    ],
    ['a cookie without a signature', (cookie: string) => cookie.replace(/=mara.*/, '=mara')],
    ['a cookie with a changed signature', (cookie: string) => cookie.replace(/\.../, '.AA')],
  ])('rejects %s', async (_, tamper) => {
    const tampered = tamper(await signIn('mara'))

    expect(await (await call('GET', '/api/me', tampered)).json()).toBeNull()
    const inquiry = await call('POST', '/api/inquiries', tampered, { reason: 'start' })
    expect(inquiry.status).toBe(401)
    expect(await inquiry.json()).toMatchObject({ code: 'signed_out' })
  })

  test('rejects a cookie signed with another secret', async () => {
    const mara = { id: 'mara', firstName: '', lastName: '', birthdate: '', customerSince: 2019 }
    const forged = await createSignIn(['another secret']).createCookie(mara)

    expect(await (await call('GET', '/api/me', forged.split(';')[0])).json()).toBeNull()
  })

  test('refuses to sign in an unknown person', async () => {
    expect((await call('POST', '/api/sign-in', '', { personId: 'eve' })).status).toBe(400)
    expect((await call('POST', '/api/sign-in', '', null)).status).toBe(400)
  })

  test('removes the cookie at sign-out', async () => {
    const response = await call('POST', '/api/sign-out', await signIn('mara'))

    expect(response.headers.get('Set-Cookie')).toMatch(/^harbor_person=;.*Max-Age=0/)
  })

  test("responds to another person's inquiry as to an unknown one, and calls Persona for neither", async () => {
    await backEnd.loadFixture()
    const inquiryId = await ownership.find('mara')
    const tomas = await signIn('tomas')
    const callsBefore = emulator.calls().length

    const session = await call('POST', `/api/inquiries/${inquiryId}/session`, tomas, {
      reason: 'start',
    })
    const summary = await call('GET', `/api/inquiries/${inquiryId}`, tomas)
    const unknown = await call('GET', '/api/inquiries/inq_unknown', tomas)

    expect([session.status, summary.status, unknown.status]).toEqual([404, 404, 404])
    expect(await summary.json()).toEqual(await unknown.json())
    expect(emulator.calls()).toHaveLength(callsBefore)
  })

  test('starts one inquiry for a person who starts twice at once', async () => {
    const tomas = await signIn('tomas')

    const [first, second] = await Promise.all([start(tomas), start(tomas)])

    expect(first).toMatchObject({ status: 'created', sessionToken: null })
    expect(second).toEqual(first)
    expect(first).toMatchObject({ inquiryId: await ownership.find('tomas') })
  })

  test('loads the fixture: an inquiry at the document step, with answers and without a session', async () => {
    await backEnd.loadFixture()

    const inquiryId = await ownership.find('mara')
    expect(emulator.inquiries()).toMatchObject([
      { id: inquiryId, status: 'pending', step: 'document', answers: { 'name-first': 'Mara' } },
    ])
    expect(emulator.sessions()).toEqual([])
  })

  test('replaces once an inquiry that Persona no longer has', async () => {
    await backEnd.loadFixture()
    const old = await ownership.find('mara')
    const mara = await signIn('mara')
    emulator.reset()
    vi.useFakeTimers({ toFake: ['performance'] })
    onTestFinished(() => {
      vi.useRealTimers()
    })

    const refused = await call('POST', '/api/inquiries', mara, { reason: 'start' })
    expect(refused.status).toBe(502)
    vi.advanceTimersByTime(Number(refused.headers.get('Retry-After')) * 1000)
    const [first, second] = await Promise.all([start(mara), start(mara)])

    expect(first).toMatchObject({ status: 'created', inquiryId: await ownership.find('mara') })
    expect(second).toEqual(first)
    expect(await ownership.find('mara')).not.toBe(old)
  })

  test('applies controls to the inquiry of the signed-in person only', async () => {
    await backEnd.loadFixture()
    await start(await signIn('mara'))

    expect((await call('POST', '/api/playground/kill_unauthenticated')).status).toBe(401)
    const tomas = await call('POST', '/api/playground/kill_unauthenticated', await signIn('tomas'))
    expect(tomas.status).toBe(409)
    expect(emulator.sessions()).toMatchObject([{ status: 'new' }])

    const mara = await call('POST', '/api/playground/kill_unauthenticated', await signIn('mara'))
    expect(await mara.json()).toMatchObject({
      inquiry: { status: 'pending', step: 'document' },
      sessions: [{ status: 'expired' }],
      sessionCap: 25,
    })
  })

  test('returns the settings of the emulator until Persona restarts', async () => {
    const mara = await signIn('mara')
    await call('POST', '/api/playground/widget_hang', mara)
    const cut = await call('POST', '/api/playground/network_cut', mara)
    expect(await cut.json()).toMatchObject({ widget: 'hang', network: 'cut' })

    const restarted = await call('POST', '/api/playground/restart_persona', mara)

    expect(await restarted.json()).toMatchObject({ widget: 'normal', network: 'up', inquiry: null })
  })

  test('starts over with a half-done inquiry', async () => {
    const mara = await signIn('mara')
    await backEnd.loadFixture()
    const old = await ownership.find('mara')
    await call('POST', '/api/playground/expire', mara)

    const state = await call('POST', '/api/playground/begin_again', mara)

    expect(await state.json()).toMatchObject({ inquiry: { status: 'pending' }, sessions: [] })
    expect(await ownership.find('mara')).not.toBe(old)
  })

  test('rejects a webhook without a signature', async () => {
    const response = await call('POST', webhookPath, '', { data: { type: 'event' } })

    expect(response.status).toBe(400)
  })

  test('has no controls on real Persona, and no webhooks without a secret', async () => {
    const persona = await connectPersona({ apiKey: 'a-key', templateId: 'itmpl_a' })
    const { routes } = createBackEnd({
      database: open.database,
      signIn: createSignIn(['a secret']),
      persona,
    })

    expect((await routes.request('/api/playground')).status).toBe(404)
    const headers = { 'Content-Type': 'application/json' }
    const webhook = await routes.request(webhookPath, { method: 'POST', headers, body: '{}' })
    expect(webhook.status).toBe(404)
    expect(await (await routes.request('/api/config')).json()).toEqual({
      customHost: null,
      hasEmulator: false,
    })
  })
})
