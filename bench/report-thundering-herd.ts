import { simulateThunderingHerd } from './thundering-herd.ts'
import { printHeading, printTable } from './table.ts'

const people = 10_000
const peopleOfSeveral = 1_000

/** Simulates ten thousand people who recover at once, then a thousand on several processes. */
export async function reportThunderingHerd(): Promise<void> {
  printHeading(
    `${people} people whose sessions expire together, 300 calls a minute, in virtual time`,
  )
  const { recovered, calls, rejected, requests, minutes, minMinutes } =
    await simulateThunderingHerd({ people })
  const ratio = minutes / minMinutes
  const rejectedShare = rejected / calls
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
      isMet: calls - rejected === people,
    },
    {
      name: 'rejected by Persona',
      value: `${rejected} (${(rejectedShare * 100).toFixed(2)} %)`,
      aim: 'under 1 %',
      isMet: rejectedShare < 0.01,
    },
    {
      name: 'minutes, and the least that the limit allows',
      value: `${minutes.toFixed(2)} / ${minMinutes.toFixed(2)} = ${ratio.toFixed(3)}`,
      aim: 'at most 1.1',
      isMet: ratio <= 1.1,
    },
  ])
  await reportSeveralProcesses()
}

async function reportSeveralProcesses(): Promise<void> {
  printHeading(`${peopleOfSeveral} people, served by several processes in turn`)
  for (const reason of ['session_expired', 'start'] as const) {
    for (const processes of [2, 4, 8]) {
      const report = await simulateThunderingHerd({ people: peopleOfSeveral, reason, processes })
      const { recovered, calls, rejected, requests, minutes, minMinutes } = report
      const share = rejected / calls
      printTable([
        {
          name: `${reason}, ${processes} processes: rejected by Persona`.padEnd(49),
          value: `${rejected} of ${calls} (${(share * 100).toFixed(2)} %)`.padEnd(20),
          aim: 'under 1 %',
          isMet: share < 0.01 && recovered === peopleOfSeveral,
        },
        {
          name: '  minutes, and the least; requests of each browser'.padEnd(49),
          value: `${minutes.toFixed(2)} / ${minMinutes.toFixed(2)} = ${(minutes / minMinutes).toFixed(2)}; ${(requests / recovered).toFixed(1)}`,
        },
      ])
    }
  }
}
