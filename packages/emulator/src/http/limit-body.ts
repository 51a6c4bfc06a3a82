import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { badRequest } from '../persona-error.ts'

const mostBytes = 1024 * 1024

/** Refuses a body that nobody sends to these calls, without reading it to its end. */
export function limitBody(): MiddlewareHandler {
  return bodyLimit({
    maxSize: mostBytes,
    onError(context) {
      // What is left of the body would be taken for the next request.
      context.header('Connection', 'close')
      throw badRequest('The request body is larger than 1 MiB')
    },
  })
}
