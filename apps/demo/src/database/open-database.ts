import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres'
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { Pool } from 'pg'
import { lockFolder } from './folder-lock.ts'
import * as schema from './schema.ts'

/** The tables, in PGlite or on a PostgreSQL server. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>

/** A database that is ready to use. */
export interface OpenDatabase {
  readonly database: Database
  close(): Promise<void>
}

/** Where the tables are: on a PostgreSQL server, in a folder, or in memory. */
export type DatabaseLocation = { url: string } | { folder: string } | 'memory'

const migrations = { migrationsFolder: fileURLToPath(new URL('../../migrations', import.meta.url)) }

/**
 * Opens the database and migrates its tables.
 *
 * @throws when another process uses the folder
 */
export function openDatabase(location: DatabaseLocation): Promise<OpenDatabase> {
  if (location === 'memory') return openPglite()
  if ('url' in location) return openPostgres(location.url)
  return openFolder(location.folder)
}

async function openFolder(folder: string): Promise<OpenDatabase> {
  // PGlite opens a folder twice without an error, and corrupts it.
  const release = await lockFolder(folder)
  try {
    const { database, close } = await openPglite(join(folder, 'database'))
    return {
      database,
      async close() {
        await close()
        await release()
      },
    }
  } catch (error) {
    await release()
    throw error
  }
}

async function openPglite(folder?: string): Promise<OpenDatabase> {
  const client = await PGlite.create(folder === undefined ? {} : { dataDir: folder })
  const database = drizzlePglite({ client, schema })
  await migratePglite(database, migrations)
  return { database, close: () => client.close() }
}

async function openPostgres(url: string): Promise<OpenDatabase> {
  const pool = new Pool({ connectionString: url })
  // An idle connection has ended. The next query opens another, or reports the error.
  pool.on('error', () => {})
  try {
    await migrateLocked(pool)
  } catch (error) {
    await pool.end()
    throw new Error(
      'The database that DATABASE_URL names could not be opened. Check that it runs and that its user may create tables.',
      { cause: error },
    )
  }
  return { database: drizzlePostgres({ client: pool, schema }), close: () => pool.end() }
}

// An arbitrary number, unlikely to be used for another lock on the server.
const migrationLock = 728_126_001

/** Migrates under a lock: of several processes that start together, one migrates at a time. */
async function migrateLocked(pool: Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await migratePostgres(drizzlePostgres({ client }), migrations)
  } finally {
    // Ends the connection, which releases the lock after a failure too.
    client.release(true)
  }
}
