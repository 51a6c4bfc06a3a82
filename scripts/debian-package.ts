import { existsSync } from 'node:fs'
import { run } from './command.ts'

const LIMIT = 5 * 60_000

/** Installs a package where that is possible: as root, on Debian and its like. */
export async function installDebianPackage(name: string): Promise<boolean> {
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) return false
  console.log(`No ${name} found. Installing this system's package.`)
  const limit = { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeout: LIMIT }
  await run('apt-get', ['update', '--quiet'], limit)
  await run('apt-get', ['install', '--quiet', '--yes', '--no-install-recommends', name], limit)
  return true
}
