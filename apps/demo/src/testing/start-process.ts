import { fileURLToPath } from 'node:url'
import { startProgram } from './start-program.ts'

/** The demo in another process. */
export interface DemoProcess {
  readonly url: string
  stop(): Promise<void>
}

/**
 * Starts the demo as `pnpm demo` does, on a free port.
 *
 * @throws when it cannot start; the message has its output
 */
export async function startProcess(environment: Record<string, string>): Promise<DemoProcess> {
  const start = fileURLToPath(new URL('../../start.ts', import.meta.url))
  const { readyLine, stop } = await startProgram(process.execPath, [start], /is open at/, {
    env: { PATH: process.env['PATH'], PORT: '0', ...environment },
  })
  return { url: readyLine.replace(/.* is open at /, ''), stop: () => stop() }
}
