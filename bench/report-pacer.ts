import { createPersonaApi } from '@resumable-inquiry/server'
import { median } from './overhead/statistics.ts'
import { printHeading, printTable } from './table.ts'

const people = 60_000
const peopleInRound = 2_000
const connections = 32

/** Measures whether a call to Persona takes longer while many people are being served. */
export async function reportPacer(): Promise<void> {
  printHeading(
    `Calls of ${people} people within seconds, with a rate limit that none of them reaches`,
  )
  const rates = await measureRates()
  const third = Math.floor(rates.length / 3)
  const first = median(rates.slice(0, third))
  const last = median(rates.slice(-third))
  const ratio = last / first
  printTable([
    { name: 'calls a second, of the first third', value: first.toFixed(0) },
    { name: 'calls a second, of the last third', value: last.toFixed(0) },
    {
      name: 'last to first',
      value: ratio.toFixed(2),
      aim: 'at least 0.8',
      isMet: ratio >= 0.8,
    },
  ])
}

/** Returns the calls a second of each round. */
async function measureRates(): Promise<number[]> {
  const persona = createPersonaApi({
    apiKey: 'persona_sandbox_bench',
    baseUrl: 'https://persona.example',
    fetch: async () => new Response(body, { headers }),
  })
  let served = 0
  const serve = async () => {
    served += 1
    await persona.resumeInquiry('inq_1', { caller: { id: `person ${served}` } })
  }
  const rates: number[] = []
  for (let round = 0; round * peopleInRound < people; round += 1) {
    const startedAt = performance.now()
    for (let count = 0; count < peopleInRound; count += connections) {
      await Promise.all(Array.from({ length: connections }, serve))
    }
    rates.push((peopleInRound * 1000) / (performance.now() - startedAt))
  }
  // The first round is slower, before the code is optimized.
  return rates.slice(1)
}

const body = JSON.stringify({
  data: { type: 'inquiry', id: 'inq_1', attributes: { status: 'pending' } },
  meta: { 'session-token': 'token' },
})
const headers = {
  'RateLimit-Limit': '900000000',
  'RateLimit-Remaining': '900000000',
  'RateLimit-Reset': '60',
}
