import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { searchPath } from './command.ts'
import { installDebianPackages } from './debian-packages.ts'

/** A program of the system that tests need. */
export interface Program {
  readonly name: string
  /** Environment variable with the path of the one to take. */
  readonly variable: string
  /** Returns the paths where it may be, best first. */
  readonly places: (environment: NodeJS.ProcessEnv) => readonly string[]
  /** Flag with which it ends at once and well; `--version` unless given. */
  readonly probe?: string
  /** Another program that has to be on the path for this one to work. */
  readonly needs?: string
  /** Debian's packages that bring both. */
  readonly debianPackages: readonly string[]
  /** Brings it to one of its places where there is no package of the system. */
  readonly download?: () => Promise<unknown>
  /** What a person can install. */
  readonly remedy: string
}

/**
 * Finds a program, and installs it where there is none.
 *
 * @returns its path, or `undefined` where it cannot be had
 * @throws Error with one sentence, when its variable names a file that does not start
 */
export async function findProgram(
  program: Program,
  environment: NodeJS.ProcessEnv = process.env,
  install: (packages: readonly string[]) => Promise<void> = installDebianPackages,
): Promise<string | undefined> {
  const { name, variable, places, probe = '--version', needs, debianPackages, download } = program
  const starts = (path: string): boolean => endsWell(path, probe)
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

/** Returns where the programs would be in the folders of `PATH`. */
export function onPath(names: readonly string[], environment: NodeJS.ProcessEnv): string[] {
  return names.flatMap((name) => searchPath(environment).map((folder) => join(folder, name)))
}

// On Ubuntu `chromium-browser` may be a script that only says where to get one, so the file is tried.
// On Windows asking a browser for the version would open a window.
function endsWell(path: string, flag: string): boolean {
  if (!existsSync(path)) return false
  if (process.platform === 'win32') return true
  return spawnSync(path, [flag], { timeout: 30_000 }).status === 0
}
