import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { searchPath } from './command.ts'
import { installDebianPackage } from './debian-package.ts'

/**
 * Finds a Redis or Valkey server for the tests, and installs one where none is found.
 *
 * @throws Error with one sentence that says what to do, when there is none to be had
 */
export async function findRedis(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const chosen = environment['REDIS_SERVER_PATH']
  if (chosen !== undefined && chosen !== '') {
    if (starts(chosen)) return chosen
    throw new Error(`REDIS_SERVER_PATH is ${chosen}, and no Redis starts there.`)
  }
  const found = onPath(environment)
  if (found !== undefined) return found
  if (await installDebianPackage('redis-server')) {
    const installed = onPath(environment)
    if (installed !== undefined) return installed
  }
  throw new Error(
    'No Redis was found and none could be installed: install redis-server or valkey-server, or set REDIS_SERVER_PATH to one.',
  )
}

function onPath(environment: NodeJS.ProcessEnv): string | undefined {
  return ['redis-server', 'valkey-server']
    .flatMap((name) => searchPath(environment).map((folder) => join(folder, name)))
    .find(starts)
}

function starts(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0
}
