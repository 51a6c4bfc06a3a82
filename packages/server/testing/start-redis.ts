import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

/** Starts a Redis without persistence for one test. */
export async function startRedis(): Promise<{
  url: string
  stop(): Promise<void>
  /** Lets it accept and never answer. */
  hang(): void
}> {
  const program = process.env['REDIS_SERVER_PATH'] ?? 'redis-server'
  const folder = await mkdtemp(join(tmpdir(), 'redis-'))
  const port = await freePort()
  const server = spawn(
    program,
    ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = once(server, 'exit')
  const stop = async () => {
    server.kill('SIGKILL')
    await ended
  }
  onTestFinished(async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new Error(`${program} does not start. Install redis-server or valkey-server.`, { cause }),
      ),
    )
    server.once('exit', () => reject(new Error(`${program} has ended.`)))
    createInterface(server.stdout).on('line', (line) => {
      if (/ready to accept connections/i.test(line)) resolve()
    })
  })
  return { url: `redis://127.0.0.1:${port}`, stop, hang: () => server.kill('SIGSTOP') }
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no port.')
  return address.port
}
