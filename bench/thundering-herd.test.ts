import { expect, test } from 'vitest'
import { simulateThunderingHerd } from './thundering-herd.ts'

test.each([
  ['session_expired', 700, 1],
  ['start', 350, 2],
] as const)(
  'a thundering herd with reason %s is spread out, and Persona refuses no call',
  async (reason, people, callsEach) => {
    const { recovered, calls, refused, minutes, leastMinutes } = await simulateThunderingHerd(
      people,
      reason,
    )
    expect({ recovered, calls, refused }).toEqual({
      recovered: people,
      calls: people * callsEach,
      refused: 0,
    })
    expect(minutes).toBeLessThan(leastMinutes * 1.1)
  },
  60_000,
)
