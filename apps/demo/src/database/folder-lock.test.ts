import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './folder-lock.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

// Locks the folder, prints the outcome, and runs until its standard input is closed.
const program = `
  const { lockFolder } = await import(process.env.MODULE)
  process.stdin.resume()
  await lockFolder(process.env.FOLDER).then(
    () => console.log('locked'),
    (error) => console.log(error.message),
  )
`

function spawnHolder(): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: { MODULE: new URL('folder-lock.ts', import.meta.url).href, FOLDER: folder },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

async function readOutcome(holder: ChildProcess): Promise<string> {
  if (holder.stdout === null) throw new Error('The process has no standard output.')
  const [line] = await once(holder.stdout, 'data')
  return String(line).trim()
}

async function end(holder: ChildProcess): Promise<void> {
  const exited = once(holder, 'exit')
  holder.stdin?.end()
  await exited
}

test('refuses a folder that a running process has locked, and names the process', async () => {
  const other = spawnHolder()
  expect(await readOutcome(other)).toBe('locked')

  await expect(lockFolder(folder)).rejects.toThrow(`in use by process ${other.pid}`)

  await end(other)
})

test('takes over the lock of a process that has ended', async () => {
  const other = spawnHolder()
  await readOutcome(other)
  await end(other)
  expect(await readdir(folder)).toEqual([`lock.${other.pid}`])

  await lockFolder(folder)

  expect(await readdir(folder)).toEqual([`lock.${process.pid}`])
})

test('locks for at most one of several processes that start together', async () => {
  const holders = Array.from({ length: 4 }, spawnHolder)

  const outcomes = await Promise.all(holders.map(readOutcome))

  expect(outcomes.filter((line) => line === 'locked').length).toBeLessThanOrEqual(1)
  await Promise.all(holders.map(end))
})

test('refuses the same process a second time, until it has released the folder', async () => {
  const release = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow('in use by process')

  await release()

  await expect(lockFolder(folder)).resolves.toBeTypeOf('function')
})

test('ignores other files in the folder', async () => {
  await writeFile(join(folder, 'lock.txt'), '')

  await expect(lockFolder(folder)).resolves.toBeTypeOf('function')
})
