import { Agent } from 'node:http'
import { type MeasuredProcess, startProcess } from './start-process.ts'
import { recoverEach } from './recover.ts'
import { median } from './statistics.ts'

/** How a front did in one round. */
export interface Round {
  /** Median of the round, in milliseconds. */
  readonly latency: number
  /** Requests a second. */
  readonly throughput: number
  /** CPU time of the front for each request, in milliseconds. */
  readonly cpu: number
}

/** Both fronts, round by round. Rounds of one index were measured next to each other. */
export interface Comparison {
  readonly connections: number
  readonly handler: readonly Round[]
  readonly proxy: readonly Round[]
}

/** How the comparison is made. */
export interface ComparisonPlan {
  readonly connections: number
  readonly rounds: number
  /** Requests to one front in one round. */
  readonly requests: number
}

/**
 * Compares the inquiry handler with a bare proxy, both served in the same way in front of one
 * emulator, in processes of their own, so that neither bears the other's garbage or profits from what
 * the other's calls have optimized. Each request recovers an inquiry that nobody has recovered before,
 * by a person of its own: no limit of one person is near, and both fronts make Persona do the same.
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

  async function run(front: MeasuredProcess, agent: Agent, count: number): Promise<Round> {
    const ids = Array.from({ length: count }, (_, index) => `inq_${used + index}`)
    used += count
    const cpuBefore = await front.cpuTime()
    const { seconds, latencies } = await recoverEach(front.address, ids, agent)
    const cpu = ((await front.cpuTime()) - cpuBefore) / count
    return { latency: median(latencies), throughput: count / seconds, cpu }
  }

  try {
    for (const front of [proxy, handler]) {
      const agent = new Agent({ keepAlive: true, maxSockets: 32 })
      await run(front, agent, warmUp)
      agent.destroy()
    }
    const comparisons: Comparison[] = []
    for (const { connections, rounds, requests } of plans) {
      // It keeps the connections to each front apart, and open from round to round.
      const agent = new Agent({ keepAlive: true, maxSockets: connections })
      const found: { handler: Round[]; proxy: Round[] } = { handler: [], proxy: [] }
      for (let round = 0; round < rounds; round += 1) {
        // A B, then B A: whatever drifts in between does so for both.
        const order =
          round % 2 === 0 ? (['handler', 'proxy'] as const) : (['proxy', 'handler'] as const)
        for (const name of order) {
          const front = name === 'handler' ? handler : proxy
          found[name].push(await run(front, agent, requests))
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
