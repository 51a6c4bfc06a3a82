import { expect, test } from 'vitest'
import { simulateThunderingHerd } from './thundering-herd.ts'

test.each([
  ['session_expired', 700, 1],
  ['start', 350, 2],
] as const)(
  'a thundering herd with the reason %s is spread out, without a 429 from Persona',
  async (reason, people, callsEach) => {
    const { recovered, calls, rejected, minutes, minMinutes } = await simulateThunderingHerd(
      people,
      reason,
    )
    expect({ recovered, calls, rejected }).toEqual({
      recovered: people,
      calls: people * callsEach,
      rejected: 0,
    })
    expect(minutes).toBeLessThan(minMinutes * 1.1)
  },
  60_000,
)
