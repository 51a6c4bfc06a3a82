import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import { Client } from 'pg'
import { createClient, type RedisClientType } from 'redis'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { webhookPath } from './server/back-end.ts'
import { createTestPostgres } from './testing/create-test-postgres.ts'
import { type DemoProcess, startProcess } from './testing/start-process.ts'
import { startRedis } from './testing/start-redis.ts'

let emulator: PersonaEmulator
let postgres: Client
let redis: RedisClientType
let processes: DemoProcess[]
let here: DemoProcess
let there: DemoProcess
const closings: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  const database = await createTestPostgres()
  closings.push(database.drop)
  const redisServer = await startRedis()
  closings.push(redisServer.stop)
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
  closings.push(() => emulator.close())

  const environment = {
    DATABASE_URL: database.url,
    REDIS_URL: redisServer.url,
    SESSION_SECRETS: 'a secret of thirty-two characters',
    PERSONA_API_URL: emulator.apiUrl,
    PERSONA_API_KEY: emulator.apiKey,
    PERSONA_TEMPLATE_ID: emulator.templateId,
    PERSONA_WEBHOOK_SECRET: emulator.webhookSecret,
  }
  // Both find an empty database, and create the tables at the same time.
  const startOne = async () => {
    const process = await startProcess(environment)
    closings.push(process.stop)
    return process
  }
  ;[here, there] = await Promise.all([startOne(), startOne()])
  processes = [here, there]

  postgres = new Client({ connectionString: database.url })
  await postgres.connect()
  closings.push(() => postgres.end())
  redis = createClient({ url: redisServer.url })
  await redis.connect()
  closings.push(async () => redis.destroy())
}, 120_000)

afterAll(async () => {
  for (const closing of closings.reverse()) await closing()
}, 60_000)

beforeEach(async () => {
  await whenDelivered()
  await postgres.query('delete from inquiries')
  await redis.flushAll()
  emulator.reset()
  for (const { url } of processes) emulator.simulate.addWebhook({ url: `${url}${webhookPath}` })
})

interface Session {
  inquiryId: string
  status: string
  sessionToken: string | null
}

async function signIn(at: DemoProcess, personId: string): Promise<string> {
  const response = await post(at, '/api/sign-in', '', { personId })
  return response.headers.get('Set-Cookie')?.split(';')[0] ?? ''
}

function post(at: DemoProcess, path: string, cookie: string, body: unknown): Promise<Response> {
  return fetch(`${at.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: cookie },
    body: JSON.stringify(body),
  })
}

async function start(at: DemoProcess, cookie: string): Promise<Session> {
  const response = await post(at, '/api/inquiries', cookie, { reason: 'start' })
  expect(response.status).toBe(200)
  return (await response.json()) as Session
}

async function startHalfDone(cookie: string): Promise<string> {
  const { inquiryId } = await start(here, cookie)
  emulator.simulate.startInquiry({ inquiryId })
  return inquiryId
}

async function getMe(at: DemoProcess, cookie: string): Promise<unknown> {
  return await (await fetch(`${at.url}/api/me`, { headers: { Cookie: cookie } })).json()
}

/** Waits until every webhook is delivered. */
async function whenDelivered(): Promise<void> {
  await vi.waitUntil(
    () => {
      const deliveries = emulator.webhookDeliveries()
      return deliveries.every(({ status }) => status === 'delivered')
    },
    { timeout: 10_000 },
  )
}

test('sign a person in to both', async () => {
  const cookie = await signIn(here, 'mara')

  expect(await getMe(there, cookie)).toMatchObject({ id: 'mara' })
})

test('start one inquiry for a new person who sends requests to both at the same time', async () => {
  const cookie = await signIn(here, 'tomas')
  // Both find that there is none before either creates one, on a busy machine too.
  emulator.simulate.failApi({ failure: 'delay', delay: 3_000, operation: 'list' })

  const sessions = await Promise.all(
    Array.from({ length: 10 }, (_, index) => start(index % 2 === 0 ? here : there, cookie)),
  )

  const ids = new Set(sessions.map(({ inquiryId }) => inquiryId))
  expect([...ids]).toEqual(emulator.inquiries().map(({ id }) => id))
  expect(emulator.calls({ operation: 'create' })).toHaveLength(2)
})

test('keep one of two inquiries that were created at the same time, and expire the other', async () => {
  const cookie = await signIn(here, 'tomas')
  emulator.simulate.failApi({ failure: 'delay', delay: 3_000, operation: 'create' })

  const first = start(here, cookie)
  await vi.waitUntil(() => emulator.inquiries().length === 1, { timeout: 10_000 })
  const [{ inquiryId }, other] = await Promise.all([first, start(there, cookie)])

  expect(other.inquiryId).toBe(inquiryId)
  await vi.waitUntil(() => emulator.inquiries().some(({ status }) => status === 'expired'), {
    timeout: 10_000,
  })
  const kept = emulator.inquiries().filter(({ status }) => status !== 'expired')
  expect(kept).toMatchObject([{ id: inquiryId }])
})

test('return a session that the other has created, and store it encrypted', async () => {
  const cookie = await signIn(here, 'mara')
  const inquiryId = await startHalfDone(cookie)

  const first = await start(here, cookie)
  const second = await start(there, cookie)

  expect(first.sessionToken).toBeTypeOf('string')
  expect(second).toMatchObject({ inquiryId, sessionToken: first.sessionToken })
  expect(emulator.sessions(inquiryId)).toHaveLength(1)
  expect(emulator.calls({ operation: 'resume' })).toHaveLength(1)
  const kept = await Promise.all((await redis.keys('*session:*')).map((key) => redis.get(key)))
  expect(kept).toHaveLength(1)
  expect(JSON.stringify(kept)).not.toContain(first.sessionToken)
})

test('share one count of the new sessions of a person', async () => {
  const cookie = await signIn(here, 'mara')
  const inquiryId = await startHalfDone(cookie)
  const requestNew = (at: DemoProcess) => {
    emulator.simulate.killSession({ inquiryId })
    return post(at, `/api/inquiries/${inquiryId}/session`, cookie, { reason: 'session_expired' })
  }

  for (let count = 0; count < 10; count++) {
    expect((await requestNew(count % 2 === 0 ? here : there)).status).toBe(200)
  }

  expect((await requestNew(here)).status).toBe(429)
  expect((await requestNew(there)).status).toBe(429)
  expect(emulator.sessions(inquiryId)).toHaveLength(10)
})

test('share one count of the requests of a person', async () => {
  const cookie = await signIn(here, 'mara')
  const inquiryId = await startHalfDone(cookie)
  const request = (at: DemoProcess) =>
    fetch(`${at.url}/api/inquiries/${inquiryId}`, { headers: { Cookie: cookie } })

  // Starting the inquiry was the first of 120 requests.
  for (let count = 0; count < 119; count++) {
    expect((await request(count % 2 === 0 ? here : there)).status).toBe(200)
  }

  expect((await request(here)).status).toBe(429)
  expect((await request(there)).status).toBe(429)
})

test('handle an event once that is delivered to both, and both return the new status', async () => {
  const cookie = await signIn(here, 'mara')
  const inquiryId = await startHalfDone(cookie)
  await whenDelivered()
  await postgres.query(`
    create table changes (status text);
    create function note_change() returns trigger language plpgsql as
      'begin insert into changes values (new.status); return new; end';
    create trigger note_change after insert or update on inquiry_statuses
      for each row execute function note_change()`)

  emulator.simulate.decideInquiry({ inquiryId, status: 'approved' })
  await whenDelivered()

  const { rows } = await postgres.query('select status from changes')
  expect(rows).toEqual([{ status: 'approved' }])
  const approval = emulator.webhookDeliveries().find(({ event }) => event === 'inquiry.approved')
  const expected = { inquiryId, inquiryChangedAt: approval?.createdAt }
  expect(await getMe(here, cookie)).toMatchObject(expected)
  expect(await getMe(there, cookie)).toMatchObject(expected)
})
