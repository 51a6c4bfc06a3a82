import { type Agent, request } from 'node:http'

/** Time that recoveries took. */
export interface Recoveries {
  readonly seconds: number
  /** Milliseconds for each. */
  readonly latencies: readonly number[]
}

/** Requests a new session for each inquiry, over the agent's connections. */
export async function recoverEach(
  address: string,
  inquiryIds: readonly string[],
  agent: Agent,
): Promise<Recoveries> {
  const latencies: number[] = []
  const startedAt = performance.now()
  let next = 0
  const work = async () => {
    for (;;) {
      const inquiryId = inquiryIds[next]
      if (inquiryId === undefined) return
      next += 1
      const sentAt = performance.now()
      await recover(address, inquiryId, agent)
      latencies.push(performance.now() - sentAt)
    }
  }
  await Promise.all(Array.from({ length: agent.maxSockets }, work))
  return { seconds: (performance.now() - startedAt) / 1000, latencies }
}

const body = JSON.stringify({ reason: 'session_expired' })

function recover(address: string, inquiryId: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      'x-person': inquiryId,
    }
    const call = request(
      `${address}/api/inquiries/${inquiryId}/session`,
      { method: 'POST', agent, headers },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.on('error', reject)
        response.on('end', () => {
          if (response.statusCode === 200 && text.includes('"sessionToken":"')) resolve()
          else reject(new Error(`${inquiryId} got status ${response.statusCode}.`))
        })
      },
    )
    call.on('error', reject)
    call.end(body)
  })
}
