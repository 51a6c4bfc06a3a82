import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { startPostgres } from './start-postgres.ts'

/** An empty database of the test's own on a PostgreSQL server. */
export interface TestPostgres {
  readonly url: string
  /** Drops the database, whoever is connected to it. */
  drop(): Promise<void>
}

/** Makes a database on the server that DATABASE_URL names, else on one that ends with it. */
export async function createTestPostgres(): Promise<TestPostgres> {
  const given = process.env['DATABASE_URL']
  if (given) return await createDatabase(given)
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
