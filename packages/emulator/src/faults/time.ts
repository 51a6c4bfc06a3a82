import { z } from 'zod'
import {
  defineFault,
  type Fault,
  InvalidFaultError,
  type LastingFault,
  noArgument,
  type NoArgument,
} from './fault.ts'

// A `Date` ends not far beyond.
const maxTime = Date.UTC(9999, 11, 31)

const time = z.iso
  .datetime({
    offset: true,
    error: ({ code }) =>
      code === 'invalid_format'
        ? 'must be a time in ISO 8601, such as 2026-01-31T09:00:00Z'
        : undefined,
  })
  .meta({ title: 'Time' })

/** Moves the emulator's clock forward, and runs what falls due on the way. */
export const advanceTime: Fault<{ seconds: number }> = defineFault({
  name: 'advanceTime',
  group: 'Time',
  label: 'Advance the clock',
  summary: 'Whatever is due in between happens in order.',
  argument: z.strictObject({ seconds: z.number().min(0) }),
  apply({ clock }, { seconds }) {
    requireInRange('seconds', clock.now() + seconds * 1000)
    clock.advance(seconds * 1000)
  },
})

/** Sets the emulator's clock, forward or back. It runs on from there. */
export const setTime: Fault<{
  /** ISO 8601, with an offset. */
  at: string
}> = defineFault({
  name: 'setTime',
  group: 'Time',
  label: 'Set the clock',
  summary: 'Forward or back, to a time in ISO 8601.',
  argument: z.strictObject({ at: time }),
  apply({ clock }, { at }) {
    requireInRange('at', Date.parse(at))
    clock.set(Date.parse(at))
  },
})

/** Freezes the emulator's clock, except for `advanceTime` and `setTime`. */
export const freezeTime: LastingFault<NoArgument> = defineFault({
  name: 'freezeTime',
  group: 'Time',
  label: 'Freeze the clock',
  summary: 'It moves only when it is advanced or set.',
  active: 'The clock is frozen',
  argument: noArgument,
  apply({ clock, faults }) {
    clock.freeze()
    faults.add('freezeTime', {}, clock.run)
  },
})

/** Lets the emulator's clock run from the time that it shows. */
export const runTime: Fault<NoArgument> = defineFault({
  name: 'runTime',
  group: 'Time',
  label: 'Let the clock run',
  summary: 'It continues from the time that it shows.',
  argument: noArgument,
  apply: ({ faults }) => void faults.clear('freezeTime'),
})

function requireInRange(name: string, target: number): void {
  if (target < 0) throw new InvalidFaultError(`${name} must not lead before the year 1970.`)
  if (target > maxTime) throw new InvalidFaultError(`${name} must not lead beyond the year 9999.`)
}
