import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A program that is ready. */
export interface RunningProgram {
  /** What the pattern matched in its output. */
  readonly ready: string
  stop(): Promise<void>
}

/** Starts a program, and waits for a line of its output. */
export async function startProgram(
  program: string,
  programArguments: readonly string[],
  pattern: RegExp,
  environment: Record<string, string> = {},
): Promise<RunningProgram> {
  const child = spawn(program, programArguments, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], ...environment },
  })
  const ended = once(child, 'close')
  const ready = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const match = pattern.exec(line)
      if (match !== null) resolve(match[0])
    })
    child.once('error', reject)
    child.once('close', () => reject(new Error(`${program} has ended.`)))
  })
  return {
    ready,
    async stop() {
      child.kill()
      await ended
    },
  }
}

/** Starts a Redis without persistence, which REDIS_SERVER_PATH names, and returns its URL. */
export async function startRedis(): Promise<RunningProgram & { readonly url: string }> {
  const port = await getFreePort()
  const program = process.env['REDIS_SERVER_PATH'] ?? 'redis-server'
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '']
  const running = await startProgram(program, options, /ready to accept connections/i)
  return { ...running, url: `redis://127.0.0.1:${port}` }
}

/** Starts another process of the back end, which receives Persona's webhooks. */
export async function startWebhookReceiver(
  environment: Record<'REDIS_URL' | 'SESSION_SECRET' | 'WEBHOOK_SECRET', string>,
): Promise<RunningProgram & { readonly url: string }> {
  const script = fileURLToPath(new URL('webhook-receiver.ts', import.meta.url))
  const running = await startProgram(process.execPath, [script], /http:\S+/, environment)
  return { ...running, url: running.ready }
}

async function getFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no port.')
  return address.port
}
