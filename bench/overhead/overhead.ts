import { Agent } from 'node:http'
import { type MeasuredProcess, startProcess } from './start-process.ts'
import { recoverEach } from './recover.ts'
import { median } from './statistics.ts'

/** What one round measured of a back end. */
export interface Round {
  /** Median, in milliseconds. */
  readonly latency: number
  /** Requests per second. */
  readonly throughput: number
  /** CPU time of the back end for each request, in milliseconds. */
  readonly cpu: number
}

/** Both back ends, round by round. Rounds with the same index are adjacent in time. */
export interface Comparison {
  readonly connections: number
  readonly handler: readonly Round[]
  readonly proxy: readonly Round[]
}

/** Size of a comparison. */
export interface ComparisonPlan {
  readonly connections: number
  readonly rounds: number
  /** Requests to one back end in one round. */
  readonly requests: number
}

/**
 * Compares the inquiry handler with a bare proxy, both served in the same way in front of one emulator.
 * Each runs in a process of its own, so that neither collects the other's garbage or profits from code
 * that the other's calls have optimized. Each request recovers another inquiry of another person, so
 * that no person reaches a limit and both cause the same work at the emulator.
 */
export async function compareOverhead(plans: readonly ComparisonPlan[]): Promise<Comparison[]> {
  const warmUp = 2000
  const needed = plans.map(({ rounds, requests }) => 2 * rounds * requests)
  const apiKey = 'persona_sandbox_bench'
  const people = needed.reduce((sum, count) => sum + count, 2 * warmUp)
  const emulator = await startProcess('./emulator.ts', [String(people), apiKey])
  const keys = [emulator.address, apiKey]
  const handler = await startProcess('./handler.ts', keys)
  const proxy = await startProcess('./proxy.ts', keys)
  let used = 0

  async function run(backEnd: MeasuredProcess, agent: Agent, count: number): Promise<Round> {
    const ids = Array.from({ length: count }, (_, index) => `inq_${used + index}`)
    used += count
    const cpuBefore = await backEnd.getCpuTime()
    const { seconds, latencies } = await recoverEach(backEnd.address, ids, agent)
    const cpu = ((await backEnd.getCpuTime()) - cpuBefore) / count
    return { latency: median(latencies), throughput: count / seconds, cpu }
  }

  try {
    for (const backEnd of [proxy, handler]) {
      const agent = new Agent({ keepAlive: true, maxSockets: 32 })
      await run(backEnd, agent, warmUp)
      agent.destroy()
    }
    const comparisons: Comparison[] = []
    for (const { connections, rounds, requests } of plans) {
      // Keeps separate connections for each back end, open from round to round.
      const agent = new Agent({ keepAlive: true, maxSockets: connections })
      const found: { handler: Round[]; proxy: Round[] } = { handler: [], proxy: [] }
      for (let round = 0; round < rounds; round += 1) {
        // A B, then B A: a drift affects both equally.
        const order =
          round % 2 === 0 ? (['handler', 'proxy'] as const) : (['proxy', 'handler'] as const)
        for (const name of order) {
          const backEnd = name === 'handler' ? handler : proxy
          found[name].push(await run(backEnd, agent, requests))
        }
      }
      agent.destroy()
      comparisons.push({ connections, ...found })
    }
    return comparisons
  } finally {
    await Promise.all([handler, proxy, emulator].map((started) => started.stop()))
  }
}
