import { expect, it, onTestFinished } from 'vitest'
import { createInquiry } from './lifecycle/create-inquiry.ts'
import { decideInquiry, resumeInquiry, startInquiry } from './lifecycle/inquiries.ts'
import { redactInquiry } from './lifecycle/redact-inquiry.ts'
import { endSession, touchSession } from './lifecycle/sessions.ts'
import { createSettings } from './settings.ts'
import { createWorld } from './world.ts'
import type { World } from './world.ts'

function useWorld(): { world: World; seen: string[] } {
  const world = createWorld(createSettings({}, 4010))
  world.clock.freeze()
  onTestFinished(() => world.clock.reset())
  const seen: string[] = []
  world.events.on(({ name }) => seen.push(name))
  return { world, seen }
}

const day = 86_400_000

it('says what happens to an inquiry, in order', () => {
  const { world, seen } = useWorld()
  const inquiry = createInquiry(world, { referenceId: 'ada' })
  startInquiry(world, inquiry)
  touchSession(world, resumeInquiry(world, inquiry))
  decideInquiry(world, inquiry, 'completed')
  decideInquiry(world, inquiry, 'approved')
  redactInquiry(world, inquiry)
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

it('says that the time of an inquiry and its session is over, when it is', () => {
  const { world, seen } = useWorld()
  const inquiry = createInquiry(world, { referenceId: 'ada' })
  startInquiry(world, inquiry)
  touchSession(world, resumeInquiry(world, inquiry))
  seen.length = 0
  world.clock.advance(day - 1)
  expect(seen).toEqual([])
  world.clock.advance(1)
  expect(seen).toEqual(['inquiry.expired', 'inquiry-session.expired'])
  expect(inquiry).toMatchObject({ status: 'expired', expiredAt: world.clock.now() })
})

it('lets an inquiry that was prolonged, or revived, expire at its new time', () => {
  const { world, seen } = useWorld()
  const inquiry = createInquiry(world, { referenceId: 'ada' })
  startInquiry(world, inquiry)
  world.clock.advance(day / 2)
  resumeInquiry(world, inquiry)
  seen.length = 0
  world.clock.advance(day - 1)
  expect(seen).not.toContain('inquiry.expired')
  world.clock.advance(1)
  expect(seen).toContain('inquiry.expired')
  resumeInquiry(world, inquiry)
  seen.length = 0
  world.clock.advance(day)
  expect(seen).toContain('inquiry.expired')
})

it('says once that a session has ended', () => {
  const { world, seen } = useWorld()
  const inquiry = createInquiry(world, { referenceId: 'ada' })
  endSession(world, resumeInquiry(world, inquiry), 'silence')
  world.clock.advance(2 * day)
  expect(seen.filter((name) => name === 'inquiry-session.expired')).toHaveLength(1)
})
