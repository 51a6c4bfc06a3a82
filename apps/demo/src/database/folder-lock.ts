import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Gives the folder back. */
export type ReleaseFolder = () => Promise<void>

/**
 * Takes a folder for this process alone.
 *
 * Every process leaves a file named after its process id first and looks for others' second, so that
 * of two that start together at most one goes on. Files of processes that have died are removed.
 *
 * @throws when a living process has it.
 */
export async function lockFolder(folder: string): Promise<ReleaseFolder> {
  await mkdir(folder, { recursive: true })
  const lock = join(folder, `lock.${process.pid}`)
  const release = () => rm(lock, { force: true })

  try {
    await writeFile(lock, '', { flag: 'wx' })
  } catch (error) {
    if (hasCode(error, 'EEXIST')) throw inUse(folder, process.pid)
    throw error
  }
  for (const other of await otherHolders(folder)) {
    if (isAlive(other)) {
      await release()
      throw inUse(folder, other)
    }
    await rm(join(folder, `lock.${other}`), { force: true })
  }
  return release
}

async function otherHolders(folder: string): Promise<number[]> {
  const locks = (await readdir(folder)).flatMap((name) => /^lock\.(\d+)$/.exec(name)?.[1] ?? [])
  return locks.map(Number).filter((processId) => processId !== process.pid)
}

function inUse(folder: string, processId: number): Error {
  return new Error(
    `The database in ${folder} is in use by process ${processId}, and two processes that write to it would destroy it. ` +
      `Stop that process, or set DATABASE_URL to use a PostgreSQL server. ` +
      `If that process is no demo, delete ${join(folder, `lock.${processId}`)}.`,
  )
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return hasCode(error, 'EPERM')
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
