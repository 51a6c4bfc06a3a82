import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { createTestPostgres } from '../testing/create-test-postgres.ts'
import { createInquiryOwnership } from './inquiry-ownership.ts'
import { openDatabase } from './open-database.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-database-'))
})
afterEach(() => rm(folder, { recursive: true }))

// Opens the database in the folder, and runs until its standard input is closed.
const program = `
  const { openDatabase } = await import(process.env.MODULE)
  process.stdin.resume()
  await openDatabase({ folder: process.env.FOLDER })
  console.log('open')
  process.stdin.on('end', () => process.exit())
`

function spawnHolder(): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: { MODULE: new URL('open-database.ts', import.meta.url).href, FOLDER: folder },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

test('refuses a folder that another process uses, until that process has ended', async () => {
  const other = spawnHolder()
  if (other.stdout === null) throw new Error('The process has no standard output.')
  await once(other.stdout, 'data')

  await expect(openDatabase({ folder })).rejects.toThrow(
    `in use by process ${other.pid}, and two processes that write to it would destroy it`,
  )

  const exited = once(other, 'exit')
  other.kill('SIGKILL')
  await exited
  const { close } = await openDatabase({ folder })
  await close()
}, 60_000)

test('finds what was stored before it was closed, and leaves no lock', async () => {
  const first = await openDatabase({ folder })
  await createInquiryOwnership(first.database).claim('mara', 'inq_a')
  await first.close()
  expect(await readdir(folder)).toEqual(['database'])

  const second = await openDatabase({ folder })
  expect(await createInquiryOwnership(second.database).find('mara')).toBe('inq_a')
  await second.close()
}, 60_000)

test('creates the tables once when several processes find none at the same time', async () => {
  const { url, drop } = await createTestPostgres()
  onTestFinished(drop)

  const opened = await Promise.all(Array.from({ length: 5 }, () => openDatabase({ url })))

  for (const { database, close } of opened) {
    expect(await createInquiryOwnership(database).find('mara')).toBeNull()
    await close()
  }
}, 60_000)

test('names the database that it cannot open', async () => {
  await expect(openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/none' })).rejects.toThrow(
    'DATABASE_URL names could not be opened',
  )
})
