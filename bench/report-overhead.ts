import { loadavg } from 'node:os'
import { compareOverhead, type Comparison, type Round } from './overhead/overhead.ts'
import { median, spread } from './overhead/statistics.ts'
import { printHeading, printTable, type Row } from './table.ts'

/** Reports the overhead of the inquiry handler over a bare proxy in Hono. */
export async function reportOverhead(): Promise<void> {
  printHeading('The inquiry handler and a bare proxy in Hono, alternating in front of the emulator')
  const load = () => (loadavg()[0] ?? 0).toFixed(1)
  const loadBefore = load()
  const [alone, crowded] = await compareOverhead([
    { connections: 1, rounds: 60, requests: 100 },
    { connections: 32, rounds: 120, requests: 250 },
  ])
  if (alone === undefined || crowded === undefined) return
  printTable([...latencyRows(alone), ...throughputRows(crowded)])
  console.log(`\nLoad of this machine: ${loadBefore} before, ${load()} after.`)
}

function latencyRows({ handler, proxy }: Comparison): Row[] {
  const added = comparePairs(handler, proxy, (one, other) => one.latency - other.latency)
  return [
    { name: 'ms at one connection, handler', value: spread(latencies(handler), 2) },
    { name: 'ms at one connection, proxy', value: spread(latencies(proxy), 2) },
    {
      name: 'ms added at the median',
      value: spread(added, 2),
      aim: 'under 1',
      isMet: median(added) < 1,
    },
    ...cpuRows('one connection', handler, proxy),
  ]
}

function throughputRows({ connections, handler, proxy }: Comparison): Row[] {
  const ratio = comparePairs(handler, proxy, (one, other) => one.throughput / other.throughput)
  const at = `${connections} connections`
  return [
    { name: `requests a second at ${at}, handler`, value: spread(throughputs(handler), 0) },
    { name: `requests a second at ${at}, proxy`, value: spread(throughputs(proxy), 0) },
    {
      name: 'throughput as a ratio',
      value: spread(ratio, 3),
      aim: 'at least 0.9',
      isMet: median(ratio) >= 0.9,
    },
    ...cpuRows(at, handler, proxy),
  ]
}

function cpuRows(at: string, handler: readonly Round[], proxy: readonly Round[]): Row[] {
  const cpu = ({ cpu: time }: Round) => time
  return [
    { name: `ms of CPU for a request at ${at}, handler`, value: spread(handler.map(cpu), 2) },
    { name: `ms of CPU for a request at ${at}, proxy`, value: spread(proxy.map(cpu), 2) },
  ]
}

const latencies = (rounds: readonly Round[]) => rounds.map(({ latency }) => latency)
const throughputs = (rounds: readonly Round[]) => rounds.map(({ throughput }) => throughput)

/** Compares adjacent rounds only, which have the same noise. */
function comparePairs(
  handler: readonly Round[],
  proxy: readonly Round[],
  compare: (handler: Round, proxy: Round) => number,
): number[] {
  return handler.flatMap((round, index) => {
    const other = proxy[index]
    return other === undefined ? [] : [compare(round, other)]
  })
}
