import { Hono } from 'hono'
import { serveApp } from './serve-app.ts'

interface ResumedInquiry {
  readonly meta: { readonly 'session-token': string }
}

// The minimum that a back end does: resume the inquiry, and return the token.
const [, , baseUrl = '', apiKey = ''] = process.argv
serveApp(
  new Hono().post('/api/inquiries/:inquiryId/session', async (context) => {
    const inquiryId = context.req.param('inquiryId')
    const response = await fetch(`${baseUrl}/inquiries/${inquiryId}/resume`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}` },
    })
    const resumed: unknown = await response.json()
    if (!isResumedInquiry(resumed)) return context.json({}, 502)
    return context.json({ inquiryId, sessionToken: resumed.meta['session-token'] })
  }),
)

function isResumedInquiry(body: unknown): body is ResumedInquiry {
  if (typeof body !== 'object' || body === null || !('meta' in body)) return false
  const { meta } = body
  return typeof meta === 'object' && meta !== null && 'session-token' in meta
}
