import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import type { Environment } from './environment.ts'

/** Resets the connection instead of answering. */
export function resetConnection(context: Context<Environment>): Response {
  context.env.connection.reset()
  return RESPONSE_ALREADY_SENT
}

/** Never answers; settles when the other side has given up. */
export async function neverAnswer(context: Context<Environment>): Promise<Response> {
  await context.env.connection.closed()
  return RESPONSE_ALREADY_SENT
}
