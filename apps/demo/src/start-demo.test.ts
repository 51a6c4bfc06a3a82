import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { type Demo, type DemoOptions, startDemo } from './start-demo.ts'

const running: Demo[] = []

async function start(options?: DemoOptions): Promise<Demo> {
  const demo = await startDemo({ log: () => {}, ...options })
  running.push(demo)
  return demo
}

afterEach(async () => {
  for (const demo of running.splice(0)) await demo.close()
})

async function post(demo: Demo, path: string, body: unknown, cookie = ''): Promise<Response> {
  return fetch(`${demo.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: cookie },
    body: JSON.stringify(body),
  })
}

test('serves the pages and the back end at one address, until it is closed', async () => {
  const demo = await start()

  for (const path of ['/', '/transfer-limit', '/app', '/app/transfer-limit']) {
    const page = await fetch(`${demo.url}${path}`, { headers: { Accept: 'text/html' } })
    expect(await page.text()).toContain('<title>Harbor Bank</title>')
  }
  const config = await fetch(`${demo.url}/api/config`)
  expect(await config.json()).toEqual({
    customHost: demo.persona?.customHost,
    hasEmulator: true,
  })
  expect((await fetch(`${demo.url}/api/nothing`)).status).toBe(404)

  await demo.close()
  await expect(fetch(demo.url)).rejects.toThrow('fetch failed')
}, 60_000)

test('serves nothing of what the bank keeps', async () => {
  const demo = await start()
  const kept = fileURLToPath(new URL('../.data', import.meta.url))
  await mkdir(kept, { recursive: true })
  const folder = await mkdtemp(join(kept, 'test-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'secret'), 'a secret of the bank')

  const name = basename(folder)
  for (const path of [
    `/.data/${name}/secret`,
    `/.data/${name}/secret?raw`,
    `/@fs${folder}/secret`,
  ]) {
    const response = await fetch(`${demo.url}${path}`)
    expect(await response.text()).not.toContain('a secret of the bank')
    expect(response.status).toBe(403)
  }
}, 60_000)

// `localhost` may mean either. Not every machine has IPv6.
const loopbackAddresses = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .map(({ address }) => address)
  .filter((address) => address === '127.0.0.1' || address === '::1')

test.each(loopbackAddresses)(
  'closes at once while a page is open at %s',
  async (address) => {
    const demo = await start()
    const { port } = new URL(demo.url)
    const host = address === '::1' ? '[::1]' : address
    const client = await (await fetch(`http://${host}:${port}/@vite/client`)).text()
    const token = /wsToken = "([^"]+)"/.exec(client)?.[1]
    const hotUpdates = new WebSocket(`ws://${host}:${port}/?token=${token}`, 'vite-hmr')
    await once(hotUpdates, 'open')
    // Browsers open spare connections.
    const spare = connect({ host: address, port: Number(port) })
    await once(spare, 'connect')
    const ended = Promise.all([once(hotUpdates, 'close'), once(spare, 'close')])
    spare.resume()

    await demo.close()

    await ended
    expect(hotUpdates.readyState).toBe(WebSocket.CLOSED)
    expect(spare.destroyed).toBe(true)
  },
  60_000,
)

test.each(loopbackAddresses)(
  'uses the next free port when its own is taken at %s',
  async (address) => {
    const other = createServer().listen(0, address)
    await once(other, 'listening')
    const taken = other.address()
    if (taken === null || typeof taken === 'string') throw new Error('The server has no port.')

    const demo = await start({ port: taken.port })

    expect(Number(new URL(demo.url).port)).toBeGreaterThan(taken.port)
    other.close()
  },
  60_000,
)

test('uses any port for the emulator when its own is taken', async () => {
  const first = await start()
  const taken = Number(new URL(first.persona?.origin ?? '').port)

  const second = await start({ emulatorPort: taken })

  expect(second.persona?.origin).not.toBe(first.persona?.origin)
}, 60_000)

test('keeps the person signed in after a restart, and replaces the inquiry that the emulator has lost', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'start-demo-'))
  const first = await start({ dataDirectory })
  const signedIn = await post(first, '/api/sign-in', { personId: 'tomas' })
  const cookie = signedIn.headers.get('Set-Cookie')?.split(';')[0] ?? ''
  const started = await post(first, '/api/inquiries', { reason: 'start' }, cookie)
  expect(started.status).toBe(200)
  const inquiryId = first.persona?.inquiries().at(-1)?.id
  await first.close()

  const second = await start({ dataDirectory })
  const me = await fetch(`${second.url}/api/me`, { headers: { Cookie: cookie } })
  expect(await me.json()).toMatchObject({ id: 'tomas', inquiryId })
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const refused = await post(second, '/api/inquiries', { reason: 'start' }, cookie)
  vi.advanceTimersByTime(Number(refused.headers.get('Retry-After')) * 1000)
  const restarted = await post(second, '/api/inquiries', { reason: 'start' }, cookie)

  expect(refused.status).toBe(502)
  expect(await restarted.json()).toMatchObject({
    inquiryId: second.persona?.inquiries().at(-1)?.id,
    status: 'created',
  })
  expect(second.persona?.inquiries().map(({ id }) => id)).not.toContain(inquiryId)
  await second.close()
  await rm(dataDirectory, { recursive: true })
}, 60_000)

/** Signs in, and starts an inquiry that is half done. */
async function startHalfDone(demo: Demo): Promise<{ inquiryId: string; cookie: string }> {
  const signedIn = await post(demo, '/api/sign-in', { personId: 'tomas' })
  const cookie = signedIn.headers.get('Set-Cookie')?.split(';')[0] ?? ''
  await post(demo, '/api/inquiries', { reason: 'start' }, cookie)
  const inquiryId = demo.persona?.inquiries().at(-1)?.id ?? ''
  demo.persona?.simulate.startInquiry({ inquiryId })
  await whenDelivered(demo, inquiryId)
  return { inquiryId, cookie }
}

async function whenDelivered(demo: Demo, inquiryId: string): Promise<void> {
  await vi.waitUntil(
    () => {
      const deliveries = demo.persona?.webhookDeliveries(inquiryId) ?? []
      return deliveries.length > 0 && deliveries.every(({ status }) => status === 'delivered')
    },
    { timeout: 10_000 },
  )
}

/** Returns the time of the event that decides the status in the bank. */
async function getChangeTime(demo: Demo, cookie: string): Promise<unknown> {
  const response = await fetch(`${demo.url}/api/me`, { headers: { Cookie: cookie } })
  return ((await response.json()) as { inquiryChangedAt: unknown }).inquiryChangedAt
}

function getEventTime(demo: Demo, event: string): string | undefined {
  return demo.persona?.webhookDeliveries().find((delivery) => delivery.event === event)?.createdAt
}

test('receives a decision from the emulator, after a reset too', async () => {
  const demo = await start()
  demo.persona?.reset()
  const { inquiryId, cookie } = await startHalfDone(demo)

  demo.persona?.simulate.decideInquiry({ inquiryId, status: 'approved' })
  await whenDelivered(demo, inquiryId)

  expect(getEventTime(demo, 'inquiry.approved')).toBeTypeOf('string')
  expect(await getChangeTime(demo, cookie)).toBe(getEventTime(demo, 'inquiry.approved'))
}, 60_000)

test('uses the latest event, whatever the order and number of deliveries', async () => {
  const demo = await start()
  const { inquiryId, cookie } = await startHalfDone(demo)
  demo.persona?.simulate.webhooks({ delivery: 'hold' })
  demo.persona?.simulate.decideInquiry({ inquiryId, status: 'completed' })
  demo.persona?.simulate.advanceTime({ seconds: 1 })
  demo.persona?.simulate.decideInquiry({ inquiryId, status: 'approved' })

  demo.persona?.simulate.releaseWebhooks({ reversed: true })
  await whenDelivered(demo, inquiryId)
  const eventId = demo.persona
    ?.webhookDeliveries()
    .find(({ event }) => event === 'inquiry.completed')?.eventId
  demo.persona?.simulate.redeliverEvent({ eventId: eventId ?? '' })
  await whenDelivered(demo, inquiryId)

  expect(await getChangeTime(demo, cookie)).toBe(getEventTime(demo, 'inquiry.approved'))
}, 60_000)
