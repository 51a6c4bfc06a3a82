import type { Context } from 'hono'
import type { Environment } from '../http/environment.ts'
import type { KnownOperation } from '../operations.ts'

/** What answers one call of the REST API. */
export type Handler = (context: Context<Environment, '/'>) => Response | Promise<Response>

/** What answers some of the calls. */
export type Handlers<Name extends KnownOperation> = Readonly<Record<Name, Handler>>
