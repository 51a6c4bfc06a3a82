import { expect, it, onTestFinished } from 'vitest'
import { createInquiry } from '../lifecycle/create-inquiry.ts'
import { decideInquiry, resumeInquiry, startInquiry } from '../lifecycle/inquiries.ts'
import { redactInquiry } from '../lifecycle/edit-inquiry.ts'
import { endSession, touchSession } from '../lifecycle/sessions.ts'
import { createSettings } from '../settings/settings.ts'
import { createEmulatorContext, type EmulatorContext } from '../emulator-context.ts'

function useContext(): { emulator: EmulatorContext; seen: string[] } {
  const emulator = createEmulatorContext(createSettings({}, 4010))
  emulator.clock.freeze()
  onTestFinished(() => emulator.clock.reset())
  const seen: string[] = []
  emulator.events.on(({ name }) => seen.push(name))
  return { emulator, seen }
}

const day = 86_400_000

it('emits the events of an inquiry in order', () => {
  const { emulator, seen } = useContext()
  const inquiry = createInquiry(emulator, { referenceId: 'ada' })
  startInquiry(emulator, inquiry)
  touchSession(emulator, resumeInquiry(emulator, inquiry))
  decideInquiry(emulator, inquiry, 'completed')
  decideInquiry(emulator, inquiry, 'approved')
  redactInquiry(emulator, inquiry)
  expect(seen).toEqual([
    'inquiry.created',
    'inquiry.started',
    'inquiry-session.started',
    'inquiry.completed',
    'inquiry-session.expired',
    'inquiry.approved',
    'inquiry.redacted',
  ])
})

it('emits the expiry of an inquiry and its session at their time', () => {
  const { emulator, seen } = useContext()
  const inquiry = createInquiry(emulator, { referenceId: 'ada' })
  startInquiry(emulator, inquiry)
  touchSession(emulator, resumeInquiry(emulator, inquiry))
  seen.length = 0
  emulator.clock.advance(day - 1)
  expect(seen).toEqual([])
  emulator.clock.advance(1)
  expect(seen).toEqual(['inquiry.expired', 'inquiry-session.expired'])
  expect(inquiry).toMatchObject({ status: 'expired', expiredAt: emulator.clock.now() })
})

it('expires an extended or resumed inquiry at its new time', () => {
  const { emulator, seen } = useContext()
  const inquiry = createInquiry(emulator, { referenceId: 'ada' })
  startInquiry(emulator, inquiry)
  emulator.clock.advance(day / 2)
  resumeInquiry(emulator, inquiry)
  seen.length = 0
  emulator.clock.advance(day - 1)
  expect(seen).not.toContain('inquiry.expired')
  emulator.clock.advance(1)
  expect(seen).toContain('inquiry.expired')
  resumeInquiry(emulator, inquiry)
  seen.length = 0
  emulator.clock.advance(day)
  expect(seen).toContain('inquiry.expired')
})

it('emits the end of a session once', () => {
  const { emulator, seen } = useContext()
  const inquiry = createInquiry(emulator, { referenceId: 'ada' })
  endSession(emulator, resumeInquiry(emulator, inquiry), 'none')
  emulator.clock.advance(2 * day)
  expect(seen.filter((name) => name === 'inquiry-session.expired')).toHaveLength(1)
})
