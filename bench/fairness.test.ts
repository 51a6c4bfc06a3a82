import { expect, test } from 'vitest'
import { simulateFairness } from './fairness.ts'

test.each([
  [3, 'one-time-link', 60],
  [1, 'one-time-link', 60],
  [5, 'summary', 60],
  [3, 'one-time-link', 100],
] as const)(
  '%i people in a loop on %s do not keep %i others a minute waiting',
  async (loops, route, peoplePerMinute) => {
    const report = await simulateFairness({ loops, route, peoplePerMinute, minutes: 2 })
    const { people, waits, rejected } = report
    expect(waits).toHaveLength(people)
    const served = waits.filter((wait) => wait <= 15_000).length
    expect({ served, rejected }).toEqual({ served: people, rejected: 0 })
  },
  60_000,
)
