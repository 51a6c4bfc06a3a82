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

/** The tables, whichever PostgreSQL holds them. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>

/** A database that is ready to use. */
export interface OpenDatabase {
  readonly database: Database
  close(): Promise<void>
}

/** Where the tables live: on a PostgreSQL server, in a folder, or in memory alone. */
export type DatabaseLocation = { url: string } | { folder: string } | 'memory'

const migrations = { migrationsFolder: fileURLToPath(new URL('../../migrations', import.meta.url)) }

/**
 * Opens the database and brings its tables up to date.
 *
 * @throws when another process has the folder.
 */
export function openDatabase(location: DatabaseLocation): Promise<OpenDatabase> {
  if (location === 'memory') return openPglite()
  if ('url' in location) return openPostgres(location.url)
  return openFolder(location.folder)
}

async function openFolder(folder: string): Promise<OpenDatabase> {
  // PGlite itself opens a folder twice without a word, and damages it.
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
  // A connection that ends while nobody uses it; the next question opens another, or says what is wrong.
  pool.on('error', () => {})
  try {
    await migrateAlone(pool)
  } catch (error) {
    await pool.end()
    throw new Error(
      'The database that DATABASE_URL names could not be opened. Check that it runs and that its user may create tables.',
      { cause: error },
    )
  }
  return { database: drizzlePostgres({ client: pool, schema }), close: () => pool.end() }
}

// Any number will do that nobody else on the server takes.
const migrationLock = 728_126_001

/** Several processes that start together bring the tables up to date one after the other. */
async function migrateAlone(pool: Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await migratePostgres(drizzlePostgres({ client }), migrations)
  } finally {
    // Its end gives the lock back, also when something failed.
    client.release(true)
  }
}
