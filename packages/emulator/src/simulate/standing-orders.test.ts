import { expect, test } from 'vitest'
import { useEmulator } from '../testing/use-emulator.ts'

test('shows what stands, with what is left of it', async () => {
  const { persona, api } = await useEmulator()
  persona.simulate.failApi({ failure: 'status', status: 503, operation: 'list', times: 2 })
  persona.simulate.messages({ fate: 'lost', name: 'ready', inquiryId: 'inq_1' })
  persona.simulate.killOnLoad({ report: 'silence', times: 1 })
  persona.simulate.cutNetwork()
  persona.simulate.restoreNetwork()
  persona.simulate.freezeTime()
  await api.call('GET', '/inquiries')
  expect(persona.orders()).toEqual([
    {
      order: 'failApi',
      scope: { operation: 'list' },
      argument: { failure: 'status', status: 503 },
      remaining: 1,
    },
    {
      order: 'messages',
      scope: { inquiryId: 'inq_1', name: 'ready' },
      argument: { fate: 'lost' },
      remaining: null,
    },
    { order: 'killOnLoad', scope: {}, argument: { report: 'silence' }, remaining: 1 },
    { order: 'freezeTime', scope: {}, argument: {}, remaining: null },
  ])
})

test('takes back one order, for exactly its scope', async () => {
  const { persona, api } = await useEmulator()
  persona.simulate.failApi({ failure: 'status', status: 500 })
  persona.simulate.failApi({ failure: 'status', status: 503, operation: 'list' })
  persona.simulate.takeBack({ order: 'failApi', operation: 'retrieve' })
  expect((await api.call('GET', '/inquiries')).status).toBe(503)
  persona.simulate.takeBack({ order: 'failApi', operation: 'list' })
  expect((await api.call('GET', '/inquiries')).status).toBe(500)
})

test('every order that stands can be taken back as it is shown', async () => {
  const { persona } = await useEmulator()
  const inquiryId = 'inq_1'
  persona.simulate.failApi({ failure: 'reset', inquiryId, operation: 'resume' })
  persona.simulate.failWidget({ failure: 'delay', delay: 5, part: 'assets' })
  persona.simulate.widget({ behaviour: 'hang', inquiryId })
  persona.simulate.refuseFrame({ inquiryId })
  persona.simulate.messages({ fate: 'doubled', name: 'complete' })
  persona.simulate.killOnLoad()
  persona.simulate.webhooks({ delivery: 'held' })
  persona.simulate.freezeTime()
  persona.simulate.cutNetwork()
  const standing = persona.orders()
  expect(standing).toHaveLength(9)
  for (const { order, scope } of standing) persona.simulate.takeBack({ order, ...scope })
  expect(persona.orders()).toEqual([])
})

test('restore lets the clock run on from the time that was moved to', async () => {
  const { persona } = await useEmulator()
  persona.simulate.freezeTime()
  persona.simulate.setTime({ at: '2040-01-31T12:00:00Z' })
  persona.simulate.restore()
  expect(persona.time().isFrozen).toBe(false)
  expect(persona.time().now).toMatch(/^2040-01-31T12:00:/)
})
