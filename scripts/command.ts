import { type ChildProcess, spawn } from 'node:child_process'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root. */
export const root: string = fileURLToPath(new URL('..', import.meta.url))

export interface CommandOptions {
  cwd?: string
  env?: Record<string, string>
  /** Milliseconds after which the command is ended and counts as failed. */
  timeout?: number
  /** Milliseconds without output after which the command is ended and counts as failed. */
  silence?: number
}

/** Milliseconds between SIGTERM and SIGKILL for a program that prints nothing. */
const GRACE = 10_000

/** Runs a program, shows its output, and returns whether it succeeded. */
export function run(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<boolean> {
  const { cwd = root, env = {}, timeout, silence } = options
  const output = silence === undefined ? 'inherit' : 'pipe'
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: {
        ...process.env,
        ...(output === 'pipe' && process.stdout.isTTY && { FORCE_COLOR: '1' }),
        ...env,
      },
      // The programs in node_modules/.bin are command files on Windows, which only a shell can start.
      shell: process.platform === 'win32',
      stdio: ['ignore', output, output],
      ...(timeout === undefined ? {} : { timeout }),
    })
    const stopWatching = silence === undefined ? undefined : endWhenSilent(child, program, silence)
    const endBoth = (): void => {
      child.kill()
      process.exit(1)
    }
    process.once('SIGTERM', endBoth)
    child.on('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`)
    })
    child.on('close', (code, signal) => {
      stopWatching?.()
      process.off('SIGTERM', endBoth)
      if (signal !== null) console.error(`${program} was ended by ${signal}.`)
      resolve(code === 0)
    })
  })
}

/** Shows a program's output, and ends the program once it has printed nothing for `silence`. */
function endWhenSilent(child: ChildProcess, program: string, silence: number): () => void {
  let isEnded = false
  let timer = setTimeout(end, silence)
  function end(): void {
    console.error(`${program} has printed nothing for ${silence / 1000} s.`)
    isEnded = true
    child.kill()
    timer = setTimeout(() => child.kill('SIGKILL'), GRACE)
  }
  const outputs = [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const
  for (const [from, to] of outputs) {
    from?.on('data', (chunk: Buffer) => {
      to.write(chunk)
      if (isEnded) return
      clearTimeout(timer)
      timer = setTimeout(end, silence)
    })
  }
  // Its child processes may keep its output open after it has exited.
  child.on('exit', () => {
    if (isEnded) for (const [from] of outputs) from?.destroy()
  })
  return () => clearTimeout(timer)
}

/** The folders of `PATH`. */
export function searchPath(environment: NodeJS.ProcessEnv): string[] {
  return (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
}
