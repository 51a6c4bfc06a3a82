import { expect, test } from 'vitest'
import { useEmulator } from '../../testing/use-emulator.ts'

test('lists the active faults with how often they still apply', async () => {
  const { persona, api } = await useEmulator()
  persona.simulate.failApi({ failure: 'status', status: 503, operation: 'list', times: 2 })
  persona.simulate.messages({ delivery: 'drop', name: 'ready', inquiryId: 'inq_1' })
  persona.simulate.killOnLoad({ report: 'none', times: 1 })
  persona.simulate.cutNetwork()
  persona.simulate.restoreNetwork()
  persona.simulate.freezeTime()
  await api.call('GET', '/inquiries')
  expect(persona.activeFaults()).toEqual([
    {
      fault: 'failApi',
      scope: { operation: 'list' },
      argument: { failure: 'status', status: 503 },
      remaining: 1,
    },
    {
      fault: 'messages',
      scope: { inquiryId: 'inq_1', name: 'ready' },
      argument: { delivery: 'drop' },
      remaining: null,
    },
    { fault: 'killOnLoad', scope: {}, argument: { report: 'none' }, remaining: 1 },
    { fault: 'freezeTime', scope: {}, argument: {}, remaining: null },
  ])
})

test('clears one fault, for exactly its scope', async () => {
  const { persona, api } = await useEmulator()
  persona.simulate.failApi({ failure: 'status', status: 500 })
  persona.simulate.failApi({ failure: 'status', status: 503, operation: 'list' })
  persona.simulate.clearFault({ fault: 'failApi', operation: 'retrieve' })
  expect((await api.call('GET', '/inquiries')).status).toBe(503)
  persona.simulate.clearFault({ fault: 'failApi', operation: 'list' })
  expect((await api.call('GET', '/inquiries')).status).toBe(500)
})

test('clears every active fault by what its record holds', async () => {
  const { persona } = await useEmulator()
  const inquiryId = 'inq_1'
  persona.simulate.failApi({ failure: 'reset', inquiryId, operation: 'resume' })
  persona.simulate.failWidget({ failure: 'delay', delay: 5, part: 'assets' })
  persona.simulate.widget({ behavior: 'hang', inquiryId })
  persona.simulate.refuseFrame({ inquiryId })
  persona.simulate.messages({ delivery: 'duplicate', name: 'complete' })
  persona.simulate.killOnLoad()
  persona.simulate.webhooks({ delivery: 'hold' })
  persona.simulate.freezeTime()
  persona.simulate.cutNetwork()
  const active = persona.activeFaults()
  expect(active).toHaveLength(9)
  for (const { fault, scope } of active) persona.simulate.clearFault({ fault, ...scope })
  expect(persona.activeFaults()).toEqual([])
})

test('restore lets the clock run from the time that it shows', async () => {
  const { persona } = await useEmulator()
  persona.simulate.freezeTime()
  persona.simulate.setTime({ at: '2040-01-31T12:00:00Z' })
  persona.simulate.restore()
  expect(persona.time().isFrozen).toBe(false)
  expect(persona.time().now).toMatch(/^2040-01-31T12:00:/)
})
