import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestPostgres, type TestPostgres } from '../testing/create-test-postgres.ts'

// The SQL that packages/server/README.md gives to hosts, as it is written there.

interface Sql {
  readonly table: string
  readonly claim: string
}

/** One connection to a database. */
interface Connection {
  run(statement: string, parameters: readonly (string | null)[]): Promise<readonly object[]>
  close(): Promise<void>
}

/** A kind of database, with a new table. */
interface ClaimDatabase {
  connect(): Promise<Connection>
  drop(): Promise<void>
}

async function readSql(): Promise<Readonly<Record<'PostgreSQL' | 'SQLite', Sql>>> {
  const file = new URL('../../../../packages/server/README.md', import.meta.url)
  const blocks = [...(await readFile(file, 'utf8')).matchAll(/```sql\n(.+?)```/gs)]
  const [table, claim, sqliteTable, sqliteClaim, ...others] = blocks.map(([, code = '']) => code)
  if (sqliteTable === undefined || sqliteClaim === undefined || others.length > 0) {
    throw new Error('The README has another number of SQL blocks.')
  }
  return {
    PostgreSQL: { table: table ?? '', claim: claim ?? '' },
    SQLite: { table: sqliteTable, claim: sqliteClaim },
  }
}

/** Runs the transaction of the README as a host would. */
async function runClaim(
  { run }: Connection,
  claim: string,
  values: Readonly<Record<string, string | null>>,
): Promise<string> {
  let selected: readonly object[] = []
  for (const [, statement = '', names] of claim.matchAll(/([^;]+);(?: -- (.+))?\n/g)) {
    if (statement.trim() === 'commit' && selected.length === 0) {
      await run('rollback', [])
      throw new Error("The inquiry is another person's.")
    }
    const parameters = names?.split(', ').map((name) => values[name] ?? null) ?? []
    const rows = await run(statement, parameters)
    if (statement.trim().startsWith('select')) selected = rows
  }
  const [row] = selected
  return row !== undefined && 'inquiry_id' in row ? String(row.inquiry_id) : ''
}

async function openPostgres({ table }: Sql): Promise<ClaimDatabase> {
  const postgres: TestPostgres = await createTestPostgres()
  const connect = async () => {
    const client = new Client({ connectionString: postgres.url })
    await client.connect()
    return {
      async run(statement: string, parameters: readonly (string | null)[]) {
        const { rows } = await client.query<object>(statement, [...parameters])
        return rows
      },
      close: () => client.end(),
    }
  }
  const connection = await connect()
  for (const statement of table.split(';')) await connection.run(statement, [])
  await connection.close()
  return { connect, drop: postgres.drop }
}

async function openSqlite({ table }: Sql): Promise<ClaimDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'claim-'))
  const path = join(folder, 'inquiries.sqlite')
  const database = new DatabaseSync(path)
  database.exec(table)
  database.close()
  return {
    async connect() {
      const connected = new DatabaseSync(path, { timeout: 5_000 })
      return {
        run: async (statement, parameters) => connected.prepare(statement).all(...parameters),
        close: async () => connected.close(),
      }
    },
    drop: () => rm(folder, { recursive: true }),
  }
}

describe.each([
  ['PostgreSQL', openPostgres],
  ['SQLite', openSqlite],
] as const)("the README's claim on %s", (name, open) => {
  let sql: Sql
  let database: ClaimDatabase
  let person: string
  let ids: string[]

  beforeAll(async () => {
    sql = (await readSql())[name]
    database = await open(sql)
  }, 60_000)
  afterAll(() => database.drop())
  beforeEach(() => {
    person = randomUUID()
    ids = Array.from({ length: 8 }, () => `inq_${randomUUID()}`)
  })

  async function claim(inquiryId = '', replaced: string | null = null, by = person) {
    const connection = await database.connect()
    try {
      return await runClaim(connection, sql.claim, { 'subject.id': by, inquiryId, replaced })
    } finally {
      await connection.close()
    }
  }

  test('keeps the first inquiry, and returns it to every later claim', async () => {
    expect(await claim(ids[0])).toBe(ids[0])
    expect(await claim(ids[1])).toBe(ids[0])
    expect(await claim(ids[0])).toBe(ids[0])
  })

  test('replaces the named inquiry only', async () => {
    const [old, fresh, late] = ids
    await claim(old)
    expect(await claim(fresh, old)).toBe(fresh)
    expect(await claim(late, old)).toBe(fresh)
    expect(await claim(fresh, old)).toBe(fresh)
    expect(await claim(late, fresh)).toBe(late)
  })

  test("claims no inquiry of another person's", async () => {
    await claim(ids[0])
    await expect(claim(ids[0], null, 'somebody else')).rejects.toThrow("another person's")
    expect(await claim(ids[1], null, 'somebody else')).toBe(ids[1])
  })
})

describe("the README's claim on PostgreSQL, by several connections at once", () => {
  let sql: Sql
  let database: ClaimDatabase
  beforeAll(async () => {
    sql = (await readSql()).PostgreSQL
    database = await openPostgres(sql)
  }, 60_000)
  afterAll(() => database.drop())

  test.each([
    ['is won by one of the first', null],
    ['is won by one of those that replace', 'inq_old'],
  ])('%s', async (_name, replaced) => {
    const connections = await Promise.all(Array.from({ length: 8 }, () => database.connect()))
    for (let round = 0; round < 20; round += 1) {
      const values = { 'subject.id': randomUUID(), replaced: replaced && `${replaced}${round}` }
      const [first] = connections
      if (first !== undefined && values.replaced !== null) {
        await runClaim(first, sql.claim, { ...values, inquiryId: values.replaced, replaced: null })
      }
      const winners = await Promise.all(
        connections.map((connection) =>
          runClaim(connection, sql.claim, { ...values, inquiryId: `inq_${randomUUID()}` }),
        ),
      )
      expect(new Set(winners).size).toBe(1)
      expect(winners).not.toContain(values.replaced)
    }
    await Promise.all(connections.map((connection) => connection.close()))
  })
})
