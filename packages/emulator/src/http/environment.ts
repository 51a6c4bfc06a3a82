import type { HttpBindings } from '@hono/node-server'

/** What Hono's context carries here. */
export interface Environment {
  Bindings: HttpBindings
  Variables: {
    /** The inquiry that a call made or named in its body, where its path does not say. */
    inquiryId: string
  }
}
