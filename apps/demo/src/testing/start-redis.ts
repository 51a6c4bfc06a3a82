import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getFreePort } from './free-port.ts'
import { startProgram } from './start-program.ts'

/** A Redis or Valkey for one test. */
export interface RunningRedis {
  readonly url: string
  /** Stops it and removes its files. */
  stop(): Promise<void>
}

/** Starts the server that REDIS_SERVER_PATH names. @default `redis-server` on the PATH */
export async function startRedis(): Promise<RunningRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'))
  const port = await getFreePort()
  const server = await startProgram(
    process.env['REDIS_SERVER_PATH'] ?? 'redis-server',
    ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder],
    /ready to accept connections/i,
  ).catch(async (cause: unknown) => {
    await rm(folder, { recursive: true })
    throw new Error('No Redis starts. Install redis-server or valkey-server.', { cause })
  })
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true })
    },
  }
}
