import type { Operation } from '../operations.ts'
import type { Connection } from './connection.ts'

/** What Hono's context carries here. */
export interface Environment {
  Bindings: { connection: Connection }
  Variables: {
    /** What a REST call asks for, and for which inquiry, as far as its path says. */
    call: { operation: Operation; inquiryId: string | null }
    /** The inquiry that a call made or named in its body, where its path does not say. */
    inquiryId: string
  }
}
