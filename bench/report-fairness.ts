import { quantile } from './overhead/statistics.ts'
import { type FairnessOptions, simulateFairness } from './fairness.ts'
import { printHeading, printTable } from './table.ts'

const crowds = [
  { loops: 1, route: 'one-time-link' },
  { loops: 3, route: 'one-time-link' },
  { loops: 5, route: 'summary' },
  { loops: 5, route: 'session' },
] as const satisfies readonly Partial<FairnessOptions>[]

/** Simulates people whose pages ask in a loop, among sixty others a minute. */
export async function reportFairness(): Promise<void> {
  printHeading('People in a loop, among 60 others a minute, 300 calls a minute, in virtual time')
  for (const { loops, route } of crowds) {
    const report = await simulateFairness({ loops, route, peoplePerMinute: 60, minutes: 5 })
    const { people, waits, calls, callsOfLoops, rejected } = report
    const share = waits.filter((wait) => wait <= 15_000).length / people
    const seconds = (part: number) => (quantile(waits, part) / 1000).toFixed(1)
    const who = `${loops} on ${route}`
    printTable([
      {
        name: `${who}: others served within 15 s`,
        value: `${(share * 100).toFixed(0)} %`,
        aim: 'at least 95 %',
        isMet: share >= 0.95,
      },
      { name: `${who}: seconds, median and longest`, value: `${seconds(0.5)} / ${seconds(1)}` },
      { name: `${who}: calls for the loops, of all`, value: `${callsOfLoops} of ${calls}` },
      {
        name: `${who}: rejected by Persona`,
        value: `${rejected}`,
        aim: 'none',
        isMet: rejected === 0,
      },
    ])
  }
}
