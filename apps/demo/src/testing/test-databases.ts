import { openDatabase, type OpenDatabase } from '../database/open-database.ts'
import { createTestPostgres } from './create-test-postgres.ts'

/** A kind of database that the demo supports. */
export interface TestDatabase {
  readonly name: string
  /** Opens an empty database, which is deleted when it is closed. */
  open(): Promise<OpenDatabase>
}

/** Every kind of database. Tests of the tables run on each. */
export const testDatabases: readonly TestDatabase[] = [
  { name: 'PGlite', open: () => openDatabase('memory') },
  {
    name: 'PostgreSQL',
    async open() {
      const { url, drop } = await createTestPostgres()
      const { database, close } = await openDatabase({ url })
      return {
        database,
        async close() {
          await close()
          await drop()
        },
      }
    },
  },
]
