import { spawn } from 'node:child_process'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root. */
export const root: string = fileURLToPath(new URL('..', import.meta.url))

export interface CommandOptions {
  cwd?: string
  env?: Record<string, string>
  /** Milliseconds until the command is ended and counts as failed. */
  timeout?: number
}

/** Runs a program with its output shown, and answers whether it ended well. */
export function run(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<boolean> {
  const { cwd = root, env = {}, timeout } = options
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      // The programs in node_modules/.bin are command files on Windows, which only a shell can start.
      shell: process.platform === 'win32',
      stdio: ['ignore', 'inherit', 'inherit'],
      ...(timeout === undefined ? {} : { timeout }),
    })
    const endBoth = (): void => {
      child.kill()
      process.exit(1)
    }
    process.once('SIGTERM', endBoth)
    child.on('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`)
    })
    child.on('close', (code, signal) => {
      process.off('SIGTERM', endBoth)
      if (signal !== null) console.error(`${program} was ended by ${signal}.`)
      resolve(code === 0)
    })
  })
}

/** The folders of `PATH`. */
export function searchPath(environment: NodeJS.ProcessEnv): string[] {
  return (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
}
