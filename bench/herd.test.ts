import { expect, test } from 'vitest'
import { simulateHerd } from './herd.ts'

test.each([
  ['session_expired', 700, 1],
  ['start', 350, 2],
] as const)(
  'a herd that says %s is spread out, and Persona refuses nobody',
  async (reason, people, callsEach) => {
    const { recovered, calls, refused, minutes, leastMinutes } = await simulateHerd(people, reason)
    expect({ recovered, calls, refused }).toEqual({
      recovered: people,
      calls: people * callsEach,
      refused: 0,
    })
    expect(minutes).toBeLessThan(leastMinutes * 1.1)
  },
  60_000,
)
