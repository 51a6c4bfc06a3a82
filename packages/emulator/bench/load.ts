import { Agent, request } from 'node:http'

/** The calls of a benchmark, limited by their number or by seconds. */
export interface Load {
  readonly apiUrl: string
  readonly apiKey: string
  readonly paths: readonly string[]
  readonly connections: number
  readonly calls?: number
  readonly seconds?: number
}

export interface LoadResult {
  readonly seconds: number
  /** The duration of each call in milliseconds. */
  readonly latencies: readonly number[]
}

/** Posts to one path after another over keep-alive connections. */
export async function callAgainAndAgain(load: Load): Promise<LoadResult> {
  const { paths, calls = Infinity, seconds = Infinity, connections } = load
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const latencies: number[] = []
  const startedAt = performance.now()
  let next = 0
  const work = async () => {
    while (next < calls && performance.now() - startedAt < seconds * 1000) {
      const path = paths[next % paths.length] ?? ''
      next += 1
      const calledAt = performance.now()
      await post(load, path, agent)
      latencies.push(performance.now() - calledAt)
    }
  }
  await Promise.all(Array.from({ length: connections }, work))
  const elapsed = (performance.now() - startedAt) / 1000
  agent.destroy()
  return { seconds: elapsed, latencies }
}

function post({ apiUrl, apiKey }: Load, path: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${apiUrl}${path}`,
      { method: 'POST', agent, headers: { Authorization: `Bearer ${apiKey}` } },
      (answer) => {
        answer.resume()
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve()
          else reject(new Error(`${path} was answered with ${answer.statusCode}.`))
        })
      },
    )
    call.on('error', reject)
    call.end()
  })
}
