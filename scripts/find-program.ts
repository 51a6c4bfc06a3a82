import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { searchPath } from './command.ts'
import { installDebianPackages } from './debian-packages.ts'

/** A program of the system that tests need. */
export interface Program {
  readonly name: string
  /** Environment variable with the path of the program to use. */
  readonly variable: string
  /** Returns the paths where it may be, the preferred one first. */
  readonly places: (environment: NodeJS.ProcessEnv) => readonly string[]
  /** Flag with which it succeeds at once. @default '--version' */
  readonly probe?: string
  /** Another program that has to be on the path for this one to work. */
  readonly needs?: string
  /** Debian's packages with both programs. */
  readonly debianPackages: readonly string[]
  /** Downloads it to one of `places`, without a package of the system. */
  readonly download?: () => Promise<unknown>
  /** Advice for people where it cannot be installed. */
  readonly remedy: string
}

/**
 * Finds a program, and installs it if there is none. Returns its path, or `undefined` if it cannot
 * be installed.
 *
 * @throws Error with one sentence if its variable names a file that does not start
 */
export async function findProgram(
  program: Program,
  environment: NodeJS.ProcessEnv = process.env,
  install: (packages: readonly string[]) => Promise<void> = installDebianPackages,
): Promise<string | undefined> {
  const { name, variable, places, probe = '--version', needs, debianPackages, download } = program
  const starts = (path: string): boolean => succeeds(path, probe)
  const chosen = environment[variable]
  if (chosen !== undefined && chosen !== '') {
    if (starts(chosen)) return chosen
    throw new Error(`${variable} is ${chosen}, and no ${name} starts there.`)
  }
  const find = (): string | undefined => {
    if (needs !== undefined && !onPath([needs], environment).some(existsSync)) return undefined
    return places(environment).find(starts)
  }
  const found = find()
  if (found !== undefined) return found
  console.log(`No ${name} found.`)
  await install(debianPackages)
  const installed = find()
  if (installed !== undefined || download === undefined) return installed
  await download()
  return find()
}

/** Returns the paths of the programs in all folders of `PATH`, whether or not they exist. */
export function onPath(names: readonly string[], environment: NodeJS.ProcessEnv): string[] {
  return names.flatMap((name) => searchPath(environment).map((folder) => join(folder, name)))
}

// Runs the file: on Ubuntu, `chromium-browser` may be a script that only prints where to get one.
// On Windows, `--version` would open a browser window.
function succeeds(path: string, flag: string): boolean {
  if (!existsSync(path)) return false
  if (process.platform === 'win32') return true
  return spawnSync(path, [flag], { timeout: 30_000 }).status === 0
}
