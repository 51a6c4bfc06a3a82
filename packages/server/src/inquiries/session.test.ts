import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, describe, expect, test } from 'vitest'
import { problem } from '../../testing/answer.ts'
import { createDeferred } from '../../testing/deferred.ts'
import { holdFetch } from '../../testing/held-fetch.ts'
import { inquiryBody, nowhere, scriptPersona, tokenWith } from '../../testing/scripted-persona.ts'
import { createTestHost, type TestHost, type TestHostOptions } from '../../testing/test-host.ts'

let emulator: PersonaEmulator

async function open(options: TestHostOptions & { sessionCap?: number } = {}): Promise<TestHost> {
  const { sessionCap, ...rest } = options
  emulator = await createPersonaEmulator({ sessionCap, requestsPerMinute: Infinity })
  return createTestHost(emulator, rest)
}
afterEach(async () => {
  await emulator.close()
})

const token: unknown = expect.stringMatching(/.+/)
const seconds: unknown = expect.any(Number)

describe('start', () => {
  test('opens a new inquiry without a token', async () => {
    const { give, session, calls } = await open()
    const inquiryId = await give('ada')
    const { status, headers, body } = await session('ada', inquiryId)
    expect(status).toBe(200)
    expect(headers['cache-control']).toBe('no-store')
    expect(body).toEqual({ inquiryId, status: 'created', sessionToken: null, expiresIn: null })
    expect(calls()).toEqual(['retrieve'])
  })

  test('resumes a pending inquiry once, and hands the stored session out again', async () => {
    const { give, session, calls } = await open()
    const inquiryId = await give('ada', 'pending')
    const first = await session('ada', inquiryId)
    expect(first.body).toEqual({
      inquiryId,
      status: 'pending',
      sessionToken: token,
      expiresIn: seconds,
    })
    expect(first.body['expiresIn']).toBeGreaterThan(86_000)
    const second = await session('ada', inquiryId)
    expect(second.body['sessionToken']).toBe(first.body['sessionToken'])
    expect(calls()).toEqual(['retrieve', 'resume', 'retrieve'])
    expect(emulator.sessions(inquiryId)).toHaveLength(1)
  })

  test('resumes an expired inquiry, without its old session', async () => {
    const { give, session, calls } = await open()
    const inquiryId = await give('ada', 'pending')
    const before = await session('ada', inquiryId)
    emulator.simulate.expireInquiry({ inquiryId })
    const { body } = await session('ada', inquiryId)
    expect(body).toEqual({ inquiryId, status: 'pending', sessionToken: token, expiresIn: seconds })
    expect(body['sessionToken']).not.toBe(before.body['sessionToken'])
    expect(calls()).toEqual(['retrieve', 'resume', 'retrieve', 'resume'])
  })

  test.each(['completed', 'failed', 'needs_review', 'approved', 'declined'] as const)(
    'reports that an inquiry is %s, without resuming it',
    async (status) => {
      const { give, session, calls } = await open()
      const inquiryId = await give('ada', 'pending')
      emulator.simulate.decideInquiry({ inquiryId, status })
      const { body } = await session('ada', inquiryId)
      expect(body).toEqual({ inquiryId, status, sessionToken: null, expiresIn: null })
      expect(calls()).toEqual(['retrieve'])
    },
  )

  test('does not find a redacted inquiry', async () => {
    const { give, session } = await open()
    const inquiryId = await give('ada', 'pending')
    await redact(inquiryId)
    expect(await session('ada', inquiryId)).toMatchObject(problem(404, 'not_found'))
  })
})

describe('the deadline of a session', () => {
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString()
  const inAnHour = () => Math.floor(Date.now() / 1000) + 3600

  async function resumed(
    ...answers: { sessionToken: string; expiresAt: string }[]
  ): Promise<unknown[]> {
    const script = answers.values()
    const { fetch } = scriptPersona(() => {
      const { sessionToken, expiresAt } = script.next().value ?? answers[0] ?? {}
      return Response.json(
        inquiryBody({ 'expires-at': expiresAt }, { 'session-token': sessionToken }),
      )
    })
    const { session } = await open({
      persona: { ...nowhere, fetch },
      handler: { authorize: () => Promise.resolve(true) },
    })
    const given: unknown[] = []
    for (const index of answers.keys()) {
      const reason = index % 2 === 0 ? 'session_suspect' : 'session_expired'
      given.push((await session('ada', 'inq_1', reason)).body['expiresIn'])
    }
    return given
  }

  const about = (wanted: number): unknown => expect.closeTo(wanted, -1)

  test('is not extended if Persona returns the same session again', async () => {
    const again = { sessionToken: 'same', expiresAt: hours(24) }
    expect(await resumed({ sessionToken: 'same', expiresAt: hours(1) }, again, again)).toEqual([
      about(3600),
      about(3600),
      about(3600),
    ])
  })

  test('is that of the new session if Persona returns another', async () => {
    expect(
      await resumed(
        { sessionToken: 'one', expiresAt: hours(1) },
        { sessionToken: 'other', expiresAt: hours(24) },
      ),
    ).toEqual([about(3600), about(86_400)])
  })

  test("is no later than the token's exp, if that can be read", async () => {
    const sessionToken = tokenWith({ exp: inAnHour() })
    expect(await resumed({ sessionToken, expiresAt: hours(24) })).toEqual([about(3600)])
    await emulator.close()
    expect(await resumed({ sessionToken, expiresAt: 'never' })).toEqual([about(3600)])
  })

  test('is not taken from a token whose exp has passed', async () => {
    const sessionToken = tokenWith({ exp: 1 })
    expect(await resumed({ sessionToken, expiresAt: hours(1) })).toEqual([about(3600)])
  })
})

describe('a session with an invalid deadline', () => {
  test.each(['2020-01-01T00:00:00Z', 'soon', null])('is issued without one: %j', async (date) => {
    const body = inquiryBody({ 'expires-at': date }, { 'session-token': 'fresh' })
    const { fetch } = scriptPersona(() => Response.json(body))
    const { session } = await open({
      persona: { ...nowhere, fetch },
      handler: { authorize: () => Promise.resolve(true) },
    })
    for (const reason of ['session_expired', 'start']) {
      const answer = await session('ada', 'inq_1', reason)
      expect(answer.body).toMatchObject({ sessionToken: 'fresh', expiresIn: null })
    }
  })
})

describe.each(['session_expired', 'session_suspect'])('%s', (reason) => {
  test.each(['created', 'pending'] as const)(
    'gets a new token for a %s inquiry in one call',
    async (status) => {
      const { give, session, calls } = await open()
      const inquiryId = await give('ada', status)
      const { body } = await session('ada', inquiryId, reason)
      expect(body).toEqual({ inquiryId, status, sessionToken: token, expiresIn: seconds })
      expect(calls()).toEqual(['resume'])
      expect(emulator.sessions(inquiryId)).toHaveLength(1)
    },
  )

  test('replaces the stored session, so that the next start gets the new one', async () => {
    const { give, session } = await open()
    const inquiryId = await give('ada', 'pending')
    const expired = await session('ada', inquiryId)
    emulator.simulate.killSession({ inquiryId })
    const fresh = await session('ada', inquiryId, reason)
    expect(fresh.body['sessionToken']).not.toBe(expired.body['sessionToken'])
    const again = await session('ada', inquiryId)
    expect(again.body['sessionToken']).toBe(fresh.body['sessionToken'])
    expect(emulator.sessions(inquiryId)).toHaveLength(2)
  })

  test('reads the status only after Persona has refused, and reports it', async () => {
    const { give, session, calls } = await open()
    const inquiryId = await give('ada', 'pending')
    emulator.simulate.decideInquiry({ inquiryId, status: 'completed' })
    const { body } = await session('ada', inquiryId, reason)
    expect(body).toEqual({ inquiryId, status: 'completed', sessionToken: null, expiresIn: null })
    expect(calls()).toEqual(['resume', 'retrieve'])
  })

  test('does not find a redacted inquiry', async () => {
    const { give, session } = await open()
    const inquiryId = await give('ada', 'pending')
    await redact(inquiryId)
    const answer = await session('ada', inquiryId, reason)
    expect(answer).toMatchObject(problem(404, 'not_found'))
  })

  test('advises to try later if Persona does not resume a pending inquiry', async () => {
    const { give, session } = await open()
    const inquiryId = await give('ada', 'pending')
    emulator.simulate.failApi({ failure: 'status', status: 409, operation: 'resume', times: 1 })
    const answer = await session('ada', inquiryId, reason)
    expect(answer).toMatchObject(problem(502, 'persona_unavailable'))
    expect(answer.headers['retry-after']).toBe('1')
    expect(await session('ada', inquiryId, reason)).toMatchObject({ status: 200 })
  })

  test('reports that the sessions are exhausted', async () => {
    const { give, session } = await open({ sessionCap: 1 })
    const inquiryId = await give('ada', 'pending')
    await session('ada', inquiryId)
    emulator.simulate.killSession({ inquiryId })
    const answer = await session('ada', inquiryId, reason)
    expect(answer).toMatchObject(problem(409, 'sessions_exhausted'))
  })
})

describe('a session that is reported as expired', () => {
  test('is not handed out again, even if creating another fails', async () => {
    const { give, session, calls } = await open()
    const inquiryId = await give('ada', 'pending')
    await session('ada', inquiryId)
    emulator.simulate.failApi({ failure: 'status', status: 500, operation: 'resume', times: 1 })
    await session('ada', inquiryId, 'session_expired')
    await session('ada', inquiryId)
    expect(calls().filter((operation) => operation === 'resume')).toHaveLength(3)
  })

  test('is handed out again if it is only suspected and creating another fails', async () => {
    const { give, session } = await open()
    const inquiryId = await give('ada', 'pending')
    const { body } = await session('ada', inquiryId)
    emulator.simulate.failApi({ failure: 'status', status: 500, operation: 'resume', times: 1 })
    await session('ada', inquiryId, 'session_suspect')
    expect((await session('ada', inquiryId)).body['sessionToken']).toBe(body['sessionToken'])
  })
})

describe('several requests at once', () => {
  test.each([
    ['start', 'start'],
    ['session_expired', 'session_expired'],
    ['session_suspect', 'session_suspect'],
    ['start', 'session_expired'],
  ])('create one session: %s and %s', async (one, other) => {
    const gate = holdFetch('/resume')
    const { give, session, calls } = await open({ persona: { fetch: gate.fetch } })
    const inquiryId = await give('ada', 'pending')
    const answers = [one, other, one, other].map((reason) => session('ada', inquiryId, reason))
    await gate.held
    gate.release()
    const tokens = (await Promise.all(answers)).map(({ body }) => body['sessionToken'])
    expect(new Set(tokens).size).toBe(1)
    expect(calls().filter((operation) => operation === 'resume')).toHaveLength(1)
    expect(emulator.sessions(inquiryId)).toHaveLength(1)
  })

  test('create one session although the host authorizes the second late', async () => {
    const gate = createDeferred<boolean>()
    let asked = 0
    const authorize = () => (asked++ === 0 ? Promise.resolve(true) : gate.promise)
    const { give, session, calls } = await open({ handler: { authorize } })
    const inquiryId = await give('ada', 'pending')
    const first = session('ada', inquiryId, 'session_expired')
    const second = session('ada', inquiryId, 'session_expired')
    const { body } = await first
    gate.resolve(true)
    expect((await second).body['sessionToken']).toBe(body['sessionToken'])
    expect(calls()).toEqual(['resume'])
  })

  test('of two people share nothing', async () => {
    const gate = holdFetch('/resume')
    const { give, session, calls } = await open({
      persona: { fetch: gate.fetch },
      handler: { authorize: () => Promise.resolve(true) },
    })
    const inquiryId = await give('ada', 'pending')
    const answers = ['ada', 'bob'].map((person) => session(person, inquiryId, 'session_expired'))
    await gate.held
    gate.release()
    await Promise.all(answers)
    expect(calls()).toEqual(['resume', 'resume'])
  })

  test('do not share a failure with later ones', async () => {
    const { give, session } = await open()
    const inquiryId = await give('ada', 'pending')
    emulator.simulate.failApi({ failure: 'status', status: 503, operation: 'resume', times: 2 })
    expect((await session('ada', inquiryId)).status).toBe(502)
    expect((await session('ada', inquiryId)).status).toBe(200)
  })
})

function redact(inquiryId: string): Promise<unknown> {
  const { apiUrl, apiKey } = emulator
  return fetch(`${apiUrl}/inquiries/${inquiryId}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${apiKey}` },
  })
}
