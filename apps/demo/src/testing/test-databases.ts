import { openDatabase, type OpenDatabase } from '../database/open-database.ts'
import { createTestPostgres } from './create-test-postgres.ts'

/** A kind of database that the bank runs on. */
export interface TestDatabase {
  readonly name: string
  /** Opens an empty one, which is gone when it is closed. */
  open(): Promise<OpenDatabase>
}

/** Each kind: what the bank's tables hold must hold on all. */
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
