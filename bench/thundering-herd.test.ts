import { expect, test } from 'vitest'
import { simulateThunderingHerd } from './thundering-herd.ts'

test.each([
  ['session_expired', 700, 1],
  ['start', 350, 2],
  ['create', 700, 1],
] as const)(
  'a thundering herd with the reason %s is spread out, without a 429 from Persona',
  async (reason, people, callsEach) => {
    const report = await simulateThunderingHerd({ people, reason })
    const { recovered, calls, rejected, minutes, minMinutes } = report
    expect({ recovered, calls, rejected }).toEqual({
      recovered: people,
      calls: people * callsEach,
      rejected: 0,
    })
    expect(minutes).toBeLessThan(minMinutes * 1.1)
  },
  60_000,
)

test.each([
  ['session_expired', 2, 350],
  ['session_expired', 8, 350],
  ['start', 4, 350],
] as const)(
  'a thundering herd with the reason %s on %i processes gets hardly any 429 from Persona',
  async (reason, processes, people) => {
    const report = await simulateThunderingHerd({ people, reason, processes })
    expect(report.recovered).toBe(people)
    expect(report.rejected / report.calls).toBeLessThan(0.01)
  },
  60_000,
)
