import { simulateThunderingHerd } from './thundering-herd.ts'
import { printHeading, printTable } from './table.ts'

const people = 10_000

/** Reports how ten thousand people recover at the same time, in virtual time. */
export async function reportThunderingHerd(): Promise<void> {
  printHeading(
    `${people} people whose sessions expire at the same time, 300 calls a minute, in virtual time`,
  )
  const { recovered, calls, refused, requests, minutes, leastMinutes } =
    await simulateThunderingHerd(people)
  const ratio = minutes / leastMinutes
  const refusedShare = refused / calls
  printTable([
    {
      name: 'people recovered',
      value: `${recovered} of ${people}`,
      aim: 'all',
      isMet: recovered === people,
    },
    { name: 'requests of their browsers', value: `${requests}` },
    {
      name: 'calls to Persona',
      value: `${calls}`,
      aim: 'one for each recovery',
      isMet: calls - refused === people,
    },
    {
      name: 'refused by Persona',
      value: `${refused} (${(refusedShare * 100).toFixed(2)} %)`,
      aim: 'under 1 %',
      isMet: refusedShare < 0.01,
    },
    {
      name: 'minutes, and the minimum that the limit allows',
      value: `${minutes.toFixed(2)} / ${leastMinutes.toFixed(2)} = ${ratio.toFixed(3)}`,
      aim: 'at most 1.1',
      isMet: ratio <= 1.1,
    },
  ])
}
