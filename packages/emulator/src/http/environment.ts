import type { HttpBindings } from '@hono/node-server'
import type { Operation } from '../operations.ts'

/** What Hono's context carries here. */
export interface Environment {
  Bindings: HttpBindings
  Variables: {
    /** What a REST call asks for. */
    operation: Operation
    /** The inquiry that a call made or named in its body, where its path does not say. */
    inquiryId: string
  }
}
