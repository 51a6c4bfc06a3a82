import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** A program that is ready. */
export interface RunningProgram {
  /** The line of its output that reported it. */
  readonly readyLine: string
  /** Stops it, and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

/**
 * Starts a program, and waits for a line of its output that matches `ready`.
 *
 * @throws when it cannot be started, or ends before; the message has its output
 */
export async function startProgram(
  program: string,
  programArguments: readonly string[],
  ready: RegExp,
  options: Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'> = {},
): Promise<RunningProgram> {
  const child = spawn(program, programArguments, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close').catch(() => [])
  const readyLine = await waitForLine(ready, child, child.stdout, child.stderr)
  return {
    readyLine,
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      await ended
    },
  }
}

function waitForLine(ready: RegExp, child: ChildProcess, ...streams: Readable[]): Promise<string> {
  const written: string[] = []
  return new Promise((resolve, reject) => {
    for (const stream of streams) {
      createInterface(stream).on('line', (line) => {
        written.push(line)
        if (ready.test(line)) resolve(line)
      })
    }
    child.once('error', reject)
    child.once('close', () => reject(new Error(written.join('\n'))))
  })
}
