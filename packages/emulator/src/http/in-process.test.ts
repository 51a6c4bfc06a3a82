import { expect, test } from 'vitest'
import { createPersonaEmulator } from '../create-persona-emulator.ts'
import { useEmulator } from '../../testing/use-emulator.ts'

async function ask() {
  const { persona } = await useEmulator()
  const list = (init: RequestInit = {}) =>
    persona.fetch(`${persona.apiUrl}/inquiries`, {
      headers: { Authorization: `Bearer ${persona.apiKey}` },
      ...init,
    })
  return { persona, list }
}

test('responds in the same process, with the same clock and the same faults', async () => {
  const { persona, list } = await ask()
  persona.simulate.freezeTime()
  persona.simulate.setTime({ at: '2026-01-31T09:00:00Z' })
  expect((await list()).status).toBe(200)
  persona.simulate.failApi({ failure: 'status', status: 503, times: 1 })
  expect((await list()).status).toBe(503)
  expect(persona.calls()).toMatchObject([
    { status: 200, at: '2026-01-31T09:00:00.000Z' },
    { status: 503, at: '2026-01-31T09:00:00.000Z' },
  ])
})

test('rejects as fetch does when the connection is reset', async () => {
  const { persona, list } = await ask()
  for (const failure of ['reset', 'lost_response'] as const) {
    persona.simulate.failApi({ failure, times: 1 })
    await expect(list()).rejects.toThrow(new TypeError('fetch failed'))
  }
  expect((await list()).status).toBe(200)
})

test('hangs until the caller aborts, and rejects with its reason', async () => {
  const { persona, list } = await ask()
  persona.simulate.failApi({ failure: 'hang' })
  const caller = new AbortController()
  const call = list({ signal: caller.signal })
  await expect.poll(() => persona.calls()).toHaveLength(1)
  caller.abort(new Error('too late'))
  await expect(call).rejects.toThrow('too late')
  await expect(list({ signal: caller.signal })).rejects.toThrow('too late')
  expect(persona.calls()).toHaveLength(1)
})

test('fails while the network is cut, except for the controls', async () => {
  const { persona, list } = await ask()
  persona.simulate.failApi({ failure: 'hang', times: 1 })
  const call = list()
  await expect.poll(() => persona.calls()).toHaveLength(1)
  persona.simulate.cutNetwork()
  await expect(call).rejects.toThrow('fetch failed')
  await expect(list()).rejects.toThrow('fetch failed')
  const restore = `${persona.origin}/_emulator/simulate/restore-network`
  expect((await persona.fetch(restore, { method: 'POST' })).status).toBe(204)
  expect((await list()).status).toBe(200)
})

test('ends with the emulator', async () => {
  const persona = await createPersonaEmulator()
  await persona.close()
  await expect(persona.fetch(`${persona.apiUrl}/inquiries`)).rejects.toThrow('fetch failed')
})
