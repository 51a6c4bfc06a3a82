import { existsSync } from 'node:fs'
import { run } from './command.ts'

const LIMIT = 5 * 60_000

/** Installs packages where that is possible: as root, on Debian and its derivatives. */
export async function installDebianPackages(names: readonly string[]): Promise<void> {
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) return
  console.log(`Installing ${names.join(' and ')} from this system's packages.`)
  const limit = { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeout: LIMIT }
  await run('apt-get', ['update', '--quiet'], limit)
  await run('apt-get', ['install', '--quiet', '--yes', '--no-install-recommends', ...names], limit)
}
