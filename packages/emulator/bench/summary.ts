import type { LoadResult } from './load.ts'

/** Formats throughput and latencies in one line. */
export function summarize({ seconds, latencies }: LoadResult): string {
  const sorted = latencies.toSorted((one, other) => one - other)
  const percentile = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)
  const rate = Math.round(latencies.length / seconds)
  return `${rate} a second; ms: p50 ${percentile(0.5)}, p95 ${percentile(0.95)}, p99 ${percentile(0.99)}, max ${percentile(1)}`
}
