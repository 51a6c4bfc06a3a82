import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { startPostgres } from './start-postgres.ts'

/** An empty database for one test on a PostgreSQL server. */
export interface TestPostgres {
  readonly url: string
  /** Drops the database, even while clients are connected. */
  drop(): Promise<void>
}

/** Creates a database on the server that DATABASE_URL names. @default a server of its own */
export async function createTestPostgres(): Promise<TestPostgres> {
  const serverUrl = process.env['DATABASE_URL']
  if (serverUrl) return await createDatabase(serverUrl)
  const server = await startPostgres()
  return { url: server.url, drop: server.stop }
}

async function createDatabase(serverUrl: string): Promise<TestPostgres> {
  const name = `harbor_test_${randomUUID().replaceAll('-', '')}`
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  await run(serverUrl, `create database ${name}`)
  return { url: url.href, drop: () => run(serverUrl, `drop database ${name} with (force)`) }
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
