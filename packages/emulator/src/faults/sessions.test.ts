import { expect, onTestFinished, test, vi } from 'vitest'
import { useEmulator } from '../../testing/use-emulator.ts'
import { createEmulatorContext } from '../emulator-context.ts'
import { createInquiry } from '../lifecycle/create-inquiry.ts'
import { createSettings } from '../settings/settings.ts'
import { killSession } from './sessions.ts'

async function useLiveSession() {
  const { persona, api } = await useEmulator()
  persona.simulate.freezeTime()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  await api.call('POST', `/inquiries/${inquiryId}/resume`)
  const statuses = () => persona.sessions(inquiryId).map(({ status }) => status)
  expect(statuses()).toEqual(['new'])
  const kills = () => persona.activeFaults().filter(({ fault }) => fault === 'killSession')
  return { persona, inquiryId, statuses, kills }
}

test('kills a session after a delay, and is active until then', async () => {
  const { persona, inquiryId, statuses, kills } = await useLiveSession()
  persona.simulate.killSession({ inquiryId, report: 'none', delay: 5_000 })
  expect(kills()).toMatchObject([
    { scope: { inquiryId }, argument: { report: 'none', delay: 5_000 } },
  ])
  persona.simulate.advanceTime({ seconds: 4.999 })
  expect(statuses()).toEqual(['new'])
  persona.simulate.advanceTime({ seconds: 0.001 })
  expect(statuses()).toEqual(['expired'])
  expect(kills()).toEqual([])
})

test('kills at once without a delay, and stays active no longer', async () => {
  const { persona, inquiryId, statuses, kills } = await useLiveSession()
  persona.simulate.killSession({ inquiryId })
  expect(statuses()).toEqual(['expired'])
  expect(kills()).toEqual([])
})

test.each(['clearFault', 'restore'] as const)('kills nothing after %s', async (name) => {
  const { persona, inquiryId, statuses } = await useLiveSession()
  persona.simulate.killSession({ inquiryId, delay: 5_000 })
  if (name === 'restore') persona.simulate.restore()
  else persona.simulate.clearFault({ fault: 'killSession', inquiryId })
  persona.simulate.freezeTime()
  persona.simulate.advanceTime({ seconds: 10 })
  expect(statuses()).toEqual(['new'])
})

test('replaces a delay by another one', async () => {
  const { persona, inquiryId, statuses } = await useLiveSession()
  persona.simulate.killSession({ inquiryId, delay: 1_000 })
  persona.simulate.killSession({ inquiryId, delay: 9_000 })
  persona.simulate.advanceTime({ seconds: 1 })
  expect(statuses()).toEqual(['new'])
  persona.simulate.advanceTime({ seconds: 8 })
  expect(statuses()).toEqual(['expired'])
})

test('notifies the dashboard at the end of a delay, also without a live session', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const emulator = createEmulatorContext(createSettings({}, 4010))
  const { id: inquiryId } = createInquiry(emulator, { referenceId: null })
  killSession.apply(emulator, { inquiryId, delay: 5_000 })
  const onChange = vi.fn()
  emulator.changes.on(onChange)
  vi.advanceTimersByTime(4_999)
  expect(onChange).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(emulator.faults.list()).toEqual([])
  expect(onChange).toHaveBeenCalledOnce()
})

test.each([-1, Number.NaN, 2 ** 31])('refuses a delay of %s', async (delay) => {
  const { persona, inquiryId } = await useLiveSession()
  expect(() => persona.simulate.killSession({ inquiryId, delay })).toThrow(/delay/)
})
