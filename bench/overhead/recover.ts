import { type Agent, request } from 'node:http'

/** The duration of several recoveries. */
export interface Recoveries {
  readonly seconds: number
  /** Of each recovery, in milliseconds. */
  readonly latencies: readonly number[]
}

/** Requests a new session for each inquiry, over keep-alive connections. */
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
      const askedAt = performance.now()
      await recover(address, inquiryId, agent)
      latencies.push(performance.now() - askedAt)
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
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => (text += chunk))
        answer.on('error', reject)
        answer.on('end', () => {
          if (answer.statusCode === 200 && text.includes('"sessionToken":"')) resolve()
          else reject(new Error(`${inquiryId} was answered with ${answer.statusCode}.`))
        })
      },
    )
    call.on('error', reject)
    call.end(body)
  })
}
