import { z } from 'zod'
import { nothing } from './arguments.ts'
import { InvalidFaultError } from './invalid-fault-error.ts'
import { defineFault } from './fault.ts'
import type { Fault } from './fault.ts'

// Far beyond, no date could be made of it.
const endOfTime = Date.UTC(9999, 11, 31)

const time = z.iso.datetime({
  offset: true,
  error: ({ code }) =>
    code === 'invalid_format'
      ? 'must be a time in ISO 8601, such as 2026-01-31T09:00:00Z'
      : undefined,
})

export const advanceTime: Fault = defineFault(
  z.strictObject({ seconds: z.number().min(0) }),
  ({ clock }, { seconds }) => {
    refuseBeyond('seconds', clock.now() + seconds * 1000)
    clock.advance(seconds * 1000)
  },
)

export const setTime: Fault = defineFault(z.strictObject({ at: time }), ({ clock }, { at }) => {
  refuseBeyond('at', Date.parse(at))
  clock.set(Date.parse(at))
})

export const freezeTime: Fault = defineFault(nothing, ({ clock }) => clock.freeze())

export const runTime: Fault = defineFault(nothing, ({ clock }) => clock.run())

function refuseBeyond(name: string, target: number): void {
  if (target < 0) throw new InvalidFaultError(`${name} must not lead before the year 1970.`)
  if (target > endOfTime) throw new InvalidFaultError(`${name} must not lead beyond the year 9999.`)
}
