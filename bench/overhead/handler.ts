import { createInquiryHandler, createPersonaApi } from '@resumable-inquiry/server'
import { Hono } from 'hono'
import { serveApp } from './serve-app.ts'

const [, , baseUrl = '', apiKey = ''] = process.argv
const handler = createInquiryHandler({
  persona: createPersonaApi({ apiKey, baseUrl }),
  basePath: '/api/inquiries',
  authenticate: async (request) => ({ id: request.headers.get('x-person') ?? '' }),
  authorize: async ({ subject, inquiryId }) => subject.id === inquiryId,
})
serveApp(new Hono().all('/api/inquiries/*', (context) => handler(context.req.raw)))
