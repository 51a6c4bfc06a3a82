import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { announce } from './announce.ts'

/** Serves an application on a free port, in the same way for each that is measured. */
export function serveApp(app: Hono): void {
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
    announce(`http://127.0.0.1:${port}`)
  })
}
