import { serve } from '@hono/node-server'
import { createWebhookHandler } from '@resumable-inquiry/server'
import { connectSessions } from './connect-sessions.ts'

// A process of its own, which shares nothing with the one that serves the page but Redis.
const { sessions } = await connectSessions(
  process.env['REDIS_URL'] ?? '',
  process.env['SESSION_SECRET'] ?? '',
)
const handler = createWebhookHandler({
  secrets: [process.env['WEBHOOK_SECRET'] ?? ''],
  onEvent: () => {},
  sessions,
})
serve({ fetch: (request) => handler(request), hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`)
})
