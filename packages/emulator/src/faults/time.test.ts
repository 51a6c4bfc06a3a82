import { expect, test } from 'vitest'
import { useEmulator } from '../../testing/use-emulator.ts'

const noon = '2026-01-31T12:00:00.000Z'

test('sets the clock forward and back, freezes it and lets it run', async () => {
  const { persona } = await useEmulator()
  persona.simulate.freezeTime()
  persona.simulate.setTime({ at: '2026-01-31T13:00:00+01:00' })
  expect(persona.time()).toEqual({ now: noon, isFrozen: true })
  persona.simulate.advanceTime({ seconds: 90 })
  expect(persona.time().now).toBe('2026-01-31T12:01:30.000Z')
  persona.simulate.setTime({ at: noon })
  expect(persona.time().now).toBe(noon)
  persona.simulate.runTime()
  expect(persona.time().isFrozen).toBe(false)
})

test('a session expires at its second, and not before', async () => {
  const { persona, api } = await useEmulator({ lifetimes: { create: 60, start: 60, resume: 60 } })
  persona.simulate.freezeTime()
  persona.simulate.setTime({ at: noon })
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  const token = await api.resume(inquiryId)
  persona.simulate.advanceTime({ seconds: 59 })
  expect((await api.visit(inquiryId, token)).status).toBe(200)
  persona.simulate.setTime({ at: '2026-01-31T12:01:00Z' })
  expect((await api.visit(inquiryId, token)).status).toBe(409)
  expect(persona.inquiries()).toMatchObject([{ status: 'expired' }])
})

test('the rate limit resets by the clock', async () => {
  const { persona, api } = await useEmulator({ requestsPerMinute: 1 })
  persona.simulate.freezeTime()
  expect((await api.call('GET', '/inquiries')).status).toBe(200)
  expect((await api.call('GET', '/inquiries')).status).toBe(429)
  persona.simulate.advanceTime({ seconds: 60 })
  expect((await api.call('GET', '/inquiries')).status).toBe(200)
})

test('an expired session stays expired when the clock is set back', async () => {
  const { persona, api } = await useEmulator({ lifetimes: { create: 60, start: 60, resume: 60 } })
  persona.simulate.freezeTime()
  persona.simulate.setTime({ at: noon })
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  const token = await api.resume(inquiryId)
  persona.simulate.advanceTime({ seconds: 60 })
  persona.simulate.setTime({ at: noon })
  expect(persona.sessions(inquiryId)).toMatchObject([{ status: 'expired' }])
  expect((await api.visit(inquiryId, token)).status).toBe(409)
  expect(await api.resume(inquiryId)).not.toBe(token)
})

test('a session is valid when the clock is set back to before its creation', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  const token = await api.resume(inquiryId)
  persona.simulate.setTime({ at: '2020-01-31T12:00:00Z' })
  expect(await api.resume(inquiryId)).toBe(token)
  expect((await api.visit(inquiryId, token)).status).toBe(200)
})
