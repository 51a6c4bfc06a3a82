import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createInquiryOwnership, type InquiryOwnership } from './inquiry-ownership.ts'
import type { OpenDatabase } from './open-database.ts'
import { testDatabases } from '../testing/test-databases.ts'

describe.each(testDatabases)('on $name', (testDatabase) => {
  let open: OpenDatabase
  let ownership: InquiryOwnership
  let person: string
  let ids: [string, string, string]

  beforeAll(async () => {
    open = await testDatabase.open()
    ownership = createInquiryOwnership(open.database)
  }, 60_000)
  afterAll(() => open.close())
  beforeEach(() => {
    person = randomUUID()
    ids = [`inq_${randomUUID()}`, `inq_${randomUUID()}`, `inq_${randomUUID()}`]
  })

  test('finds nothing for a person who has no inquiry', async () => {
    expect(await ownership.find(person)).toBeNull()
    expect(await ownership.owns(person, ids[0])).toBe(false)
  })

  test('keeps a claimed inquiry for its owner alone', async () => {
    await ownership.claim(person, ids[0])

    expect(await ownership.find(person)).toBe(ids[0])
    expect(await ownership.owns(person, ids[0])).toBe(true)
    expect(await ownership.owns('somebody else', ids[0])).toBe(false)
  })

  test('keeps the first inquiry when another is claimed later', async () => {
    await ownership.claim(person, ids[0])

    expect(await ownership.claim(person, ids[1])).toBe(ids[0])
    expect(await ownership.owns(person, ids[1])).toBe(false)
  })

  test('returns the same inquiry from simultaneous claims', async () => {
    const claimed = await Promise.all(ids.map((id) => ownership.claim(person, id)))

    expect(new Set(claimed).size).toBe(1)
    expect(await ownership.find(person)).toBe(claimed[0])
  })

  test('replaces an inquiry once, and keeps the owner of the replaced one', async () => {
    const [old, ...fresh] = ids
    await ownership.claim(person, old)

    const claimed = await Promise.all(fresh.map((id) => ownership.claim(person, id, old)))

    expect(new Set(claimed).size).toBe(1)
    expect(fresh).toContain(claimed[0])
    expect(await ownership.owns(person, old)).toBe(true)
  })

  test('refuses to claim an inquiry of another person', async () => {
    await ownership.claim(person, ids[0])

    await expect(ownership.claim('somebody else', ids[0])).rejects.toThrow(
      'belongs to somebody else',
    )
    expect(await ownership.find(person)).toBe(ids[0])
  })
})
