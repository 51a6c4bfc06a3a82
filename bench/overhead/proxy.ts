import { Hono } from 'hono'
import { serveApp } from './serve-app.ts'

interface Resumed {
  readonly meta: { readonly 'session-token': string }
}

/** The minimum of a back end: call Persona, and pass the token on. */
const [, , baseUrl = '', apiKey = ''] = process.argv
serveApp(
  new Hono().post('/api/inquiries/:inquiryId/session', async (context) => {
    const inquiryId = context.req.param('inquiryId')
    const answer = await fetch(`${baseUrl}/inquiries/${inquiryId}/resume`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}` },
    })
    const resumed: unknown = await answer.json()
    if (!isResumed(resumed)) return context.json({}, 502)
    return context.json({ inquiryId, sessionToken: resumed.meta['session-token'] })
  }),
)

function isResumed(body: unknown): body is Resumed {
  if (typeof body !== 'object' || body === null || !('meta' in body)) return false
  const { meta } = body
  return typeof meta === 'object' && meta !== null && 'session-token' in meta
}
