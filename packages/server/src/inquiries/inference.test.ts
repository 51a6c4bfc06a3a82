import type { RequestListener } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import express from 'express'
import { fastify, type FastifyRequest } from 'fastify'
import { type Context, Hono } from 'hono'
import { expect, expectTypeOf, test, vi } from 'vitest'
import { inquiryBody, nowhere, scriptPersona } from '../../testing/scripted-persona.ts'
import { toFastifyPlugin } from '../adapters/fastify.ts'
import { toNodeHandler } from '../adapters/node.ts'
import { createPersonaApi } from '../persona/persona-api.ts'
import { createWebhookHandler } from '../webhooks/webhook-handler.ts'
import { createInquiryHandler, type InquiryHandler } from './inquiry-handler.ts'

// The types are the test: `tsc` checks this file.

const persona = createPersonaApi({
  ...nowhere,
  fetch: scriptPersona(() => Response.json(inquiryBody())).fetch,
})
const common = { persona, basePath: '/api/inquiries' }

type Http2Listener = (request: Http2ServerRequest, response: Http2ServerResponse) => unknown

interface User {
  id: string
  tenant: string
}

test("the subject's type travels from authenticate to every other function", () => {
  const handler = createInquiryHandler({
    ...common,
    authenticate: async (request) =>
      request.headers.has('cookie') ? { id: 'ada', tenant: 'bank', name: 'Ada' } : null,
    authorize: ({ subject, inquiryId, action, signal }) => {
      expectTypeOf(subject).toEqualTypeOf<{ id: string; tenant: string; name: string }>()
      expectTypeOf(action).toEqualTypeOf<'open' | 'read' | 'link'>()
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
      return subject.tenant === inquiryId
    },
    start: {
      template: (subject, { signal }) => {
        expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
        return { templateId: 'itmpl_1', fields: { 'name-first': subject.name } }
      },
      find: (subject) => (subject.tenant === 'bank' ? null : 'inq_1'),
      claim: (subject, inquiryId, replaced, { signal }) => {
        expectTypeOf(subject.name).toEqualTypeOf<string>()
        expectTypeOf(replaced).toEqualTypeOf<string | undefined>()
        expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
        return inquiryId
      },
    },
  })
  expectTypeOf(handler).toEqualTypeOf<InquiryHandler>()
  expectTypeOf(handler).toBeCallableWith(new Request('https://bank.example'))
  expect(handler).toBeTypeOf('function')
})

test('a subject needs an id that is text', () => {
  const create = () =>
    createInquiryHandler({
      ...common,
      // @ts-expect-error The id is a number.
      authenticate: () => ({ id: 7 }),
      authorize: () => true,
    })
  expect(create).not.toThrow()
})

test("the platform's type travels from authenticate to the handler", async () => {
  const handler = createInquiryHandler({
    ...common,
    authenticate: (_request, platform: { user?: User }) => platform.user ?? null,
    authorize: ({ subject }) => subject.tenant === 'bank',
  })
  expectTypeOf(handler).parameter(1).toEqualTypeOf<{ user?: User }>()
  const request = () => new Request('https://bank.example/api/inquiries/inq_1')
  const user = { id: 'ada', tenant: 'bank' }
  expect((await handler(request(), { user })).status).toBe(200)
  expect((await handler(request(), {})).status).toBe(401)
  const complain = vi.spyOn(console, 'error').mockImplementation(() => {})
  // @ts-expect-error The platform is missing.
  const answer = handler(request())
  expect((await answer).status).toBe(500)
  expect(complain).toHaveBeenCalledOnce()
  complain.mockRestore()
})

test('a platform that may be undefined may be left out', async () => {
  const handler = createInquiryHandler({
    ...common,
    authenticate: (_request, platform?: { user: User }) => platform?.user ?? null,
    authorize: () => true,
  })
  const answer = await handler(new Request('https://bank.example/api/inquiries/inq_1'))
  expect(answer.status).toBe(401)
})

test('adapters fit the requests of their platforms, and no others', () => {
  const forExpress = createInquiryHandler({
    ...common,
    authenticate: (_request, platform: express.Request & { user?: User }) => platform.user ?? null,
    authorize: () => true,
  })
  const forFastify = createInquiryHandler({
    ...common,
    authenticate: (_request, platform: FastifyRequest) => ({ id: platform.ip }),
    authorize: () => true,
  })
  const forHono = createInquiryHandler({
    ...common,
    authenticate: (_request, context: Context<{ Variables: { user: User } }>) =>
      context.get('user'),
    authorize: ({ subject }) => subject.tenant === 'bank',
  })
  const forAny = createInquiryHandler({
    ...common,
    authenticate: () => null,
    authorize: () => true,
  })
  const webhooks = createWebhookHandler({ secrets: ['wbhsec_1'], onEvent: () => {} })

  express().use('/api/inquiries', toNodeHandler(forExpress))
  express().use('/api/inquiries', toNodeHandler(forAny)).post('/webhooks', toNodeHandler(webhooks))
  const app = fastify()
  void app.register(toFastifyPlugin(forFastify), { prefix: '/api/inquiries' })
  void app.register(toFastifyPlugin(forAny), { prefix: '/api/other' })
  void app.register(toFastifyPlugin(webhooks), { prefix: '/webhooks' })
  expectTypeOf(toNodeHandler(forAny)).toExtend<RequestListener>()
  expectTypeOf(toNodeHandler(forAny)).toExtend<Http2Listener>()
  new Hono<{ Variables: { user: User } }>().all('/api/inquiries/*', (context) =>
    forHono(context.req.raw, context),
  )
  expectTypeOf(toNodeHandler(forExpress)).not.toExtend<RequestListener>()
  // @ts-expect-error Fastify has no request of Express.
  void app.register(toFastifyPlugin(forExpress), { prefix: '/api/third' })
  expect(toNodeHandler(forAny)).toBeTypeOf('function')
})
