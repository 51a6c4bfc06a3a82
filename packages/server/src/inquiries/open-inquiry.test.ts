import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { StartOptions } from './inquiry-handler-options.ts'
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
  test('lets a person into a new inquiry without a token', async () => {
    const { give, session, calls } = await open()
    const inquiryId = await give('ada')
    const { status, headers, body } = await session('ada', inquiryId)
    expect(status).toBe(200)
    expect(headers['cache-control']).toBe('no-store')
    expect(body).toEqual({ inquiryId, status: 'created', sessionToken: null, expiresIn: null })
    expect(calls()).toEqual(['retrieve'])
  })

  test('resumes a pending inquiry once, and hands the live token out again', async () => {
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

  test('revives an expired inquiry, whose live token is none any more', async () => {
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
    'says that an inquiry is %s, and resumes nothing',
    async (status) => {
      const { give, session, calls } = await open()
      const inquiryId = await give('ada', 'pending')
      emulator.simulate.decideInquiry({ inquiryId, status })
      const { body } = await session('ada', inquiryId)
      expect(body).toEqual({ inquiryId, status, sessionToken: null, expiresIn: null })
      expect(calls()).toEqual(['retrieve'])
    },
  )

  test('finds no redacted inquiry', async () => {
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

  test('is not prolonged when Persona hands the same session out again', async () => {
    const again = { sessionToken: 'same', expiresAt: hours(24) }
    expect(await resumed({ sessionToken: 'same', expiresAt: hours(1) }, again, again)).toEqual([
      about(3600),
      about(3600),
      about(3600),
    ])
  })

  test('is that of a new session when it is another', async () => {
    expect(
      await resumed(
        { sessionToken: 'one', expiresAt: hours(1) },
        { sessionToken: 'other', expiresAt: hours(24) },
      ),
    ).toEqual([about(3600), about(86_400)])
  })

  test('is no later than what the token says, where it can be read', async () => {
    const sessionToken = tokenWith({ exp: inAnHour() })
    expect(await resumed({ sessionToken, expiresAt: hours(24) })).toEqual([about(3600)])
    await emulator.close()
    expect(await resumed({ sessionToken, expiresAt: 'never' })).toEqual([about(3600)])
  })

  test('is not taken from a token that says that it is dead', async () => {
    const sessionToken = tokenWith({ exp: 1 })
    expect(await resumed({ sessionToken, expiresAt: hours(1) })).toEqual([about(3600)])
  })
})

describe('a session whose deadline makes no sense', () => {
  test.each(['2020-01-01T00:00:00Z', 'soon', null])('is given without one: %j', async (date) => {
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

  test('replaces the live token, so that the next start gets the new one', async () => {
    const { give, session } = await open()
    const inquiryId = await give('ada', 'pending')
    const dead = await session('ada', inquiryId)
    emulator.simulate.killSession({ inquiryId })
    const fresh = await session('ada', inquiryId, reason)
    expect(fresh.body['sessionToken']).not.toBe(dead.body['sessionToken'])
    const again = await session('ada', inquiryId)
    expect(again.body['sessionToken']).toBe(fresh.body['sessionToken'])
    expect(emulator.sessions(inquiryId)).toHaveLength(2)
  })

  test('reads the status only after Persona has refused, and says that it is over', async () => {
    const { give, session, calls } = await open()
    const inquiryId = await give('ada', 'pending')
    emulator.simulate.decideInquiry({ inquiryId, status: 'completed' })
    const { body } = await session('ada', inquiryId, reason)
    expect(body).toEqual({ inquiryId, status: 'completed', sessionToken: null, expiresIn: null })
    expect(calls()).toEqual(['resume', 'retrieve'])
  })

  test('finds no redacted inquiry', async () => {
    const { give, session } = await open()
    const inquiryId = await give('ada', 'pending')
    await redact(inquiryId)
    const answer = await session('ada', inquiryId, reason)
    expect(answer).toMatchObject(problem(404, 'not_found'))
  })

  test('asks to try later when Persona refuses to resume what it calls pending', async () => {
    const { give, session } = await open()
    const inquiryId = await give('ada', 'pending')
    emulator.simulate.failApi({ failure: 'status', status: 409, operation: 'resume', times: 1 })
    const answer = await session('ada', inquiryId, reason)
    expect(answer).toMatchObject(problem(502, 'persona_unavailable'))
    expect(answer.headers['retry-after']).toBe('1')
    expect(await session('ada', inquiryId, reason)).toMatchObject({ status: 200 })
  })

  test('says that the sessions are used up', async () => {
    const { give, session } = await open({ sessionCap: 1 })
    const inquiryId = await give('ada', 'pending')
    await session('ada', inquiryId)
    emulator.simulate.killSession({ inquiryId })
    const answer = await session('ada', inquiryId, reason)
    expect(answer).toMatchObject(problem(409, 'sessions_exhausted'))
  })
})

describe('a session that is reported dead', () => {
  test('is not handed out again, even where no new one can be had', async () => {
    const { give, session, calls } = await open()
    const inquiryId = await give('ada', 'pending')
    await session('ada', inquiryId)
    emulator.simulate.failApi({ failure: 'status', status: 500, operation: 'resume', times: 1 })
    await session('ada', inquiryId, 'session_expired')
    await session('ada', inquiryId)
    expect(calls().filter((operation) => operation === 'resume')).toHaveLength(3)
  })

  test('is handed out again while it is only suspected and no new one can be had', async () => {
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
  ])('mint one session: %s and %s', async (one, other) => {
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

  test('mint one session though the host lets the second pass late', async () => {
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

  test('do not share a failure with those who come later', async () => {
    const { give, session } = await open()
    const inquiryId = await give('ada', 'pending')
    emulator.simulate.failApi({ failure: 'status', status: 503, operation: 'resume', times: 2 })
    expect((await session('ada', inquiryId)).status).toBe(502)
    expect((await session('ada', inquiryId)).status).toBe(200)
  })
})

describe("the person's own inquiry", () => {
  test('is begun where there is none, and found again', async () => {
    const { start } = await open()
    const first = await start('ada')
    expect(first.status).toBe(200)
    expect(first.body).toMatchObject({ status: 'created', sessionToken: null })
    expect((await start('ada')).body).toEqual(first.body)
    expect((await start('bob')).body['inquiryId']).not.toBe(first.body['inquiryId'])
    expect(emulator.inquiries().map(({ referenceId }) => referenceId)).toEqual(['ada', 'bob'])
  })

  test('is resumed where there is one', async () => {
    const { give, start, calls } = await open()
    const inquiryId = await give('ada', 'pending')
    expect((await start('ada')).body).toMatchObject({ inquiryId, sessionToken: token })
    expect(calls()).toEqual(['retrieve', 'resume'])
    const renewed = await start('ada', 'session_expired')
    expect(renewed.body).toMatchObject({ inquiryId, sessionToken: token })
    expect(calls()).toEqual(['retrieve', 'resume', 'resume'])
  })

  test.each(['start', 'session_expired'])(
    'is begun anew where Persona no longer knows it: %s',
    async (reason) => {
      const { give, start, current } = await open()
      const lost = await give('ada', 'pending')
      emulator.reset()
      const { body } = await start('ada', reason)
      expect(body).toMatchObject({ status: 'created', sessionToken: null })
      expect(body['inquiryId']).not.toBe(lost)
      expect(current.get('ada')).toBe(body['inquiryId'])
      expect(emulator.inquiries()).toHaveLength(1)
    },
  )

  test('is begun anew where it was redacted', async () => {
    const { give, start } = await open()
    const lost = await give('ada', 'pending')
    await redact(lost)
    const { body } = await start('ada')
    expect(body).toMatchObject({ status: 'created' })
    expect(body['inquiryId']).not.toBe(lost)
  })

  test.each([
    ['html', 404],
    ['json', 500],
    ['html', 502],
    ['empty', 404],
  ] as const)('is not given up for an answer of %s with status %i', async (body, status) => {
    const { give, start, current } = await open()
    const inquiryId = await give('ada', 'pending')
    emulator.simulate.failApi({ failure: 'status', status, body, times: 2 })
    expect(await start('ada')).toMatchObject(problem(502, 'persona_unavailable'))
    expect(current.get('ada')).toBe(inquiryId)
    expect(emulator.inquiries()).toHaveLength(1)
  })

  test('that is finished is said to be so', async () => {
    const { give, start } = await open()
    const inquiryId = await give('ada', 'pending')
    emulator.simulate.decideInquiry({ inquiryId, status: 'approved' })
    expect((await start('ada')).body).toMatchObject({ inquiryId, status: 'approved' })
    expect(emulator.inquiries()).toHaveLength(1)
  })

  test('is one, when two machines begin it at once', async () => {
    await open()
    const current = new Map<string, string>()
    const start: Partial<StartOptions> = {
      find: async ({ id }) => current.get(id) ?? null,
      claim: async ({ id }, inquiryId) => {
        current.set(id, current.get(id) ?? inquiryId)
        return current.get(id) ?? inquiryId
      },
    }
    const handler = { authorize: async () => true }
    // Who lists after the other has created makes another inquiry, which loses the claim.
    const bothHaveListed = createDeferred<void>()
    let lists = 0
    const persona: TestHostOptions['persona'] = {
      fetch: async (input, init) => {
        const { method, url } = new Request(input, init)
        const response = await fetch(input, init)
        if (method !== 'GET' || !new URL(url).pathname.endsWith('/inquiries')) return response
        lists += 1
        if (lists === 2) bothHaveListed.resolve()
        await bothHaveListed.promise
        return response
      },
    }
    const machines = [1, 2].map(() => createTestHost(emulator, { start, handler, persona }))
    const answers = await Promise.all(machines.map((machine) => machine.start('ada')))
    const inquiryId = current.get('ada')
    for (const { body } of answers) expect(body).toMatchObject({ inquiryId, status: 'created' })
    expect(emulator.inquiries()).toHaveLength(1)
  })

  test('is another one after the first is over and forgotten', async () => {
    const { start, current } = await open()
    const first = await start('ada')
    const inquiryId = String(first.body['inquiryId'])
    emulator.simulate.decideInquiry({ inquiryId, status: 'failed' })
    current.delete('ada')
    expect((await start('ada')).body).toMatchObject({ status: 'created' })
    expect(current.get('ada')).not.toBe(inquiryId)
  })

  test('is begun though Persona goes on repeating why it was refused before', async () => {
    let isWrong = true
    const { start } = await open({
      start: {
        template: ({ id }) => ({
          templateId: isWrong ? 'itmpl_unknown' : emulator.templateId,
          referenceId: id,
        }),
      },
    })
    expect(await start('ada')).toMatchObject(problem(502, 'persona_unavailable'))
    isWrong = false
    expect((await start('ada')).body).toMatchObject({ status: 'created' })
  })

  test('is begun anew though Persona repeats the creation of the one that is gone', async () => {
    const { fetch } = scriptPersona(({ method, url, headers }) => {
      const isListed = url.pathname.endsWith('/inquiries')
      if (method === 'GET' && isListed) return Response.json({ data: [] })
      if (method === 'GET') return Response.json({ errors: [{ title: 'None' }] }, { status: 404 })
      const id = headers.has('idempotency-key') ? 'inq_gone' : 'inq_new'
      return Response.json({ data: { id, attributes: { status: 'created' } } }, { status: 201 })
    })
    const handler = { authorize: async () => true }
    const { start, current } = await open({ persona: { ...nowhere, fetch }, handler })
    current.set('ada', 'inq_gone')
    expect((await start('ada')).body).toMatchObject({ inquiryId: 'inq_new', status: 'created' })
  })

  test('is one, however many begin it at once', async () => {
    const { start } = await open()
    const answers = await Promise.all([start('ada'), start('ada'), start('ada')])
    expect(new Set(answers.map(({ body }) => body['inquiryId'])).size).toBe(1)
    expect(emulator.inquiries()).toHaveLength(1)
  })

  test('is not opened where the host does not let the person in, even when just begun', async () => {
    const { start } = await open({ handler: { authorize: () => Promise.resolve(false) } })
    expect(await start('ada')).toMatchObject(problem(404, 'not_found'))
  })

  test('cannot be asked for where the host starts none', async () => {
    const { send } = await open({ start: 'none' })
    const answer = await send('ada', 'POST', '', { reason: 'start' })
    expect(answer).toMatchObject(problem(404, 'not_found'))
    expect(emulator.calls()).toHaveLength(0)
  })
})

describe('claiming', () => {
  test('expires the inquiry of the loser, who gets the winner', async () => {
    let winner = ''
    const { give, start, current, log } = await open({
      start: {
        template: () => {
          current.set('ada', winner)
          return { templateId: emulator.templateId }
        },
      },
    })
    winner = await give('ada', 'pending')
    current.delete('ada')
    const { body } = await start('ada')
    expect(body).toMatchObject({ inquiryId: winner, status: 'pending', sessionToken: token })
    const [, loser] = emulator.inquiries()
    await vi.waitUntil(() => log.some(({ event }) => event === 'inquiry_discarded'))
    expect(emulator.inquiries().find(({ id }) => id === loser?.id)?.status).toBe('expired')
  })

  test('answers the loser without waiting until their inquiry is expired', async () => {
    const gate = holdFetch('/expire')
    const { give, start, current } = await open({
      persona: { fetch: gate.fetch },
      start: { claim: () => Promise.resolve(winner) },
    })
    const winner = await give('ada')
    current.delete('ada')
    expect((await start('ada')).body).toMatchObject({ inquiryId: winner })
    await gate.held
    gate.release()
  })

  test('that throws leaves no inquiry open', async () => {
    const claim = () => Promise.reject(new Error('The database is down.'))
    const { start, log } = await open({ start: { claim } })
    expect(await start('ada')).toMatchObject(problem(500, 'internal'))
    await vi.waitUntil(() => log.some(({ event }) => event === 'inquiry_discarded'))
    expect(emulator.inquiries().map(({ status }) => status)).toEqual(['expired'])
    expect(log).toContainEqual(expect.objectContaining({ level: 'error', outcome: 'internal' }))
  })

  test('that holds on to an inquiry which Persona no longer knows is an error', async () => {
    const lost = 'inq_lost'
    const { start, log } = await open({
      handler: { authorize: () => Promise.resolve(true) },
      start: { find: () => Promise.resolve(lost), claim: () => Promise.resolve(lost) },
    })
    expect(await start('ada')).toMatchObject(problem(500, 'internal'))
    const entry = log.find(({ outcome }) => outcome === 'internal')
    expect(String(entry?.error)).toContain('start.claim')
  })
})

describe('an inquiry whose template was published anew', () => {
  test('is resumed as it is by default', async () => {
    const { give, session } = await open()
    const inquiryId = await give('ada', 'pending')
    emulator.simulate.publishTemplateVersion()
    expect((await session('ada', inquiryId)).body).toMatchObject({ inquiryId, status: 'pending' })
  })

  test('is replaced at the start where the host wants that, and not in the flow', async () => {
    const { give, session, start } = await open({
      handler: { outdatedTemplate: 'replace' },
    })
    const outdated = await give('ada', 'pending')
    emulator.simulate.publishTemplateVersion()
    expect((await session('ada', outdated, 'session_expired')).body).toMatchObject({
      inquiryId: outdated,
    })
    const { body } = await session('ada', outdated)
    expect(body).toMatchObject({ status: 'created' })
    expect(body['inquiryId']).not.toBe(outdated)
    expect((await start('ada')).body).toEqual(body)
  })
})

function redact(inquiryId: string): Promise<unknown> {
  const { apiUrl, apiKey } = emulator
  return fetch(`${apiUrl}/inquiries/${inquiryId}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${apiKey}` },
  })
}
