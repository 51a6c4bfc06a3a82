import { Agent } from 'node:http'
import { type MeasuredProcess, startProcess } from './start-process.ts'
import { recoverEach } from './recover.ts'
import { median } from './statistics.ts'

/** The measurements of one server in one round. */
export interface Round {
  /** Median of the round, in milliseconds. */
  readonly latency: number
  /** Requests a second. */
  readonly throughput: number
  /** CPU time of the server per request, in milliseconds. */
  readonly cpu: number
}

/** The rounds of both servers. Rounds with the same index ran next to each other. */
export interface Comparison {
  readonly connections: number
  readonly handler: readonly Round[]
  readonly proxy: readonly Round[]
}

/** The plan of a comparison. */
export interface ComparisonPlan {
  readonly connections: number
  readonly rounds: number
  /** Requests to one server in one round. */
  readonly requests: number
}

/**
 * Compares the inquiry handler with a bare proxy, both served alike in front of one emulator. Each
 * runs in its own process, so that neither pays for the other's garbage or profits from its
 * optimizations. Each request recovers another inquiry of another person, so that no person's limit
 * is reached, and both servers cause the same work in Persona.
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

  async function run(server: MeasuredProcess, agent: Agent, count: number): Promise<Round> {
    const ids = Array.from({ length: count }, (_, index) => `inq_${used + index}`)
    used += count
    const cpuBefore = await server.cpuTime()
    const { seconds, latencies } = await recoverEach(server.address, ids, agent)
    const cpu = ((await server.cpuTime()) - cpuBefore) / count
    return { latency: median(latencies), throughput: count / seconds, cpu }
  }

  try {
    for (const server of [proxy, handler]) {
      const agent = new Agent({ keepAlive: true, maxSockets: 32 })
      await run(server, agent, warmUp)
      agent.destroy()
    }
    const comparisons: Comparison[] = []
    for (const { connections, rounds, requests } of plans) {
      // Keeps connections open from round to round, separately for each server.
      const agent = new Agent({ keepAlive: true, maxSockets: connections })
      const found: { handler: Round[]; proxy: Round[] } = { handler: [], proxy: [] }
      for (let round = 0; round < rounds; round += 1) {
        // Alternate the order, so that drift affects both.
        const order =
          round % 2 === 0 ? (['handler', 'proxy'] as const) : (['proxy', 'handler'] as const)
        for (const name of order) {
          const server = name === 'handler' ? handler : proxy
          found[name].push(await run(server, agent, requests))
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
