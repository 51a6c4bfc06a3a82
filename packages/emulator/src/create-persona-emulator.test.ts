import { expect, test } from 'vitest'
import { createPersonaEmulator } from './create-persona-emulator.ts'
import { createApiClient } from '../testing/api-client.ts'
import { useEmulator } from '../testing/use-emulator.ts'
import { watchEvents } from '../testing/watch-events.ts'
import { textLike } from '../testing/matchers.ts'

test('returns its addresses and its key', async () => {
  const { persona } = await useEmulator()
  expect(persona).toMatchObject({
    apiUrl: `${persona.origin}/api/v1`,
    customHost: textLike(/^localhost:\d+$/),
    apiKey: textLike(/^persona_sandbox_/),
    webhookSecret: textLike(/^wbhsec_/),
    templateId: textLike(/^itmpl_/),
  })
})

test('uses the given key, secret and template id', async () => {
  const given = { apiKey: 'key', webhookSecret: 'secret', templateId: 'itmpl_mine' }
  const { persona, api } = await useEmulator(given)
  expect(persona).toMatchObject(given)
  expect((await api.call('GET', '/inquiries')).status).toBe(200)
})

test('reports a port that is taken', async () => {
  const { persona } = await useEmulator()
  const port = Number(new URL(persona.origin).port)
  await expect(createPersonaEmulator({ port })).rejects.toThrow(`Port ${port} is taken`)
})

test.for([
  [{ sessionCap: 1.5 }, 'sessionCap must be a whole number.'],
  [{ sessionCap: -1 }, 'sessionCap must be at least 0.'],
  [{ lifetimes: { create: Number.NaN } }, 'lifetimes.create must be a number.'],
  [{ lifetimes: { resume: 1e20 } }, 'lifetimes.resume must be at most 2147483647.'],
  [{ port: -1 }, 'port cannot be -1: give a whole number from 0 to 65535.'],
  [{ port: Number('none') }, 'port cannot be NaN'],
  [{ host: '' }, 'host must not be empty'],
  [{ apiKey: '' }, 'apiKey must not be empty.'],
  [{ requestsPerMinute: 0 }, 'requestsPerMinute must be a whole number from 1, or Infinity.'],
] as const)('does not start with %j', async ([options, problem]) => {
  await expect(createPersonaEmulator(options)).rejects.toThrow(problem)
})

test('reset deletes everything and keeps listening', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  await api.resume(inquiryId)
  persona.simulate.failApi({ failure: 'status', status: 500 })
  persona.simulate.advanceTime({ seconds: 1e6 })
  persona.reset()
  expect([persona.inquiries(), persona.sessions(), persona.calls()]).toEqual([[], [], []])
  expect((await api.call('GET', `/inquiries/${inquiryId}`)).status).toBe(404)
  expect(await api.createInquiry()).toMatch(/^inq_/)
  expect(Date.parse(String(persona.inquiries()[0]?.createdAt))).toBeLessThan(Date.now() + 1000)
})

test('close ends open connections and frees the port', async () => {
  const persona = await createPersonaEmulator()
  const api = createApiClient(persona)
  const inquiryId = await api.createInquiry()
  await api.visit(inquiryId)
  const [session] = persona.sessions(inquiryId)
  const events = await watchEvents(persona, String(session?.id))
  await persona.close()
  await expect(events.next()).rejects.toThrow('terminated')
  await expect(api.call('GET', '/inquiries')).rejects.toThrow('fetch failed')
  const again = await createPersonaEmulator({ port: Number(new URL(persona.origin).port) })
  await again.close()
})

test('two emulators share no data', async () => {
  const one = await useEmulator()
  const other = await useEmulator()
  await one.api.createInquiry()
  expect(other.persona.inquiries()).toEqual([])
})

test('no record holds a token', async () => {
  const { persona, api } = await useEmulator()
  const token = await api.resume(await api.createInquiry())
  const records = JSON.stringify([persona.sessions(), persona.calls(), persona.inquiries()])
  expect(records).not.toContain(token)
  expect(records).not.toContain(persona.apiKey)
})
