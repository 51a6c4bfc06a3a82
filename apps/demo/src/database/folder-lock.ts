import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Unlocks the folder. */
export type ReleaseFolder = () => Promise<void>

/**
 * Locks a folder for this process.
 *
 * A process first writes a file named after its id, and then looks for files of others: of two that
 * start at the same time, at most one succeeds. Files of processes that have ended are removed.
 *
 * @throws when a running process has locked it
 */
export async function lockFolder(folder: string): Promise<ReleaseFolder> {
  await mkdir(folder, { recursive: true })
  const lock = join(folder, `lock.${process.pid}`)
  const release = () => rm(lock, { force: true })

  try {
    await writeFile(lock, '', { flag: 'wx' })
  } catch (error) {
    if (hasCode(error, 'EEXIST')) throw createInUseError(folder, process.pid)
    throw error
  }
  for (const other of await findOtherHolders(folder)) {
    if (isRunning(other)) {
      await release()
      throw createInUseError(folder, other)
    }
    await rm(join(folder, `lock.${other}`), { force: true })
  }
  return release
}

async function findOtherHolders(folder: string): Promise<number[]> {
  const locks = (await readdir(folder)).flatMap((name) => /^lock\.(\d+)$/.exec(name)?.[1] ?? [])
  return locks.map(Number).filter((processId) => processId !== process.pid)
}

function createInUseError(folder: string, processId: number): Error {
  return new Error(
    `The database in ${folder} is in use by process ${processId}, and two processes that write to it would destroy it. ` +
      `Stop that process, or set DATABASE_URL to use a PostgreSQL server. ` +
      `If that process is no demo, delete ${join(folder, `lock.${processId}`)}.`,
  )
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // EPERM: it is running, as another user.
    return hasCode(error, 'EPERM')
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
