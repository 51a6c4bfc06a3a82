import { Hono } from 'hono'
import type { Context } from 'hono'
import type { Inquiry, InquiryDecision } from '../entities/inquiry.ts'
import { formatInquiryDocument } from '../formatters/inquiry-document.ts'
import { formatInquiry } from '../formatters/inquiry.ts'
import type { Environment } from '../http/environment.ts'
import { paginate } from '../http/paginate.ts'
import { readFlag, readJson, readObject, readSeconds } from '../http/read-json.ts'
import { createInquiry } from '../lifecycle/create-inquiry.ts'
import {
  decideInquiry,
  expireInquiry,
  findInquiry,
  listInquiries,
  resumeInquiry,
} from '../lifecycle/inquiries.ts'
import { oneTimeLink } from '../lifecycle/one-time-links.ts'
import { redactInquiry } from '../lifecycle/redact-inquiry.ts'
import { createSession } from '../lifecycle/sessions.ts'
import type { World } from '../world.ts'
import { readInquiryDraft } from './read-inquiry-draft.ts'

/** `/api/v1/inquiries` */
export function createInquiryRoutes(world: World): Hono<Environment> {
  const routes = new Hono<Environment>()

  const answer = (
    context: Context<Environment>,
    inquiry: Inquiry,
    meta?: Record<string, unknown>,
    status: 200 | 201 = 200,
  ) =>
    context.json(
      formatInquiryDocument(world, inquiry, {
        include: context.req.query('include'),
        ...(meta && { meta }),
      }),
      status,
    )

  routes.post('/', async (context) => {
    const body = await readJson(context.req)
    const meta = readObject(body, 'meta')
    const draft = readInquiryDraft(world, body)
    const wantsSession = readFlag(meta, 'auto-create-inquiry-session') ?? false
    const wantsLink = readFlag(meta, 'auto-create-one-time-link') ?? false
    const linkLifetime = readSeconds(meta, 'one-time-link-expiration-seconds')
    const inquiry = createInquiry(world, draft)
    context.set('inquiryId', inquiry.id)
    const session = wantsSession ? createSession(world, inquiry, 'inquiry') : null
    const links = wantsLink
      ? linkMeta(world, inquiry, linkLifetime)
      : { 'one-time-link': null, 'one-time-link-short': null }
    const token = session === null ? null : await world.tokens.issue(session)
    return answer(context, inquiry, { 'session-token': token, ...links }, 201)
  })

  routes.get('/', (context) => {
    const statuses = context.req.query('filter[status]')?.split(',')
    const matches = (name: string, value: string | null) => {
      const wanted = context.req.query(`filter[${name}]`)
      return wanted === undefined || wanted === value
    }
    const inquiries = listInquiries(world)
      .filter((inquiry) => statuses === undefined || statuses.includes(inquiry.status))
      .filter((inquiry) => matches('reference-id', inquiry.referenceId))
      .filter((inquiry) => matches('account-id', inquiry.accountId))
      .filter((inquiry) => matches('inquiry-template-id', inquiry.templateId))
    return context.json(
      paginate(context.req, inquiries, (inquiry) => formatInquiry(world, inquiry)),
    )
  })

  routes.get('/:id', (context) => answer(context, findInquiry(world, context.req.param('id'))))

  routes.delete('/:id', (context) => {
    const inquiry = findInquiry(world, context.req.param('id'))
    redactInquiry(world, inquiry)
    return answer(context, inquiry)
  })

  routes.post('/:id/resume', async (context) => {
    const inquiry = findInquiry(world, context.req.param('id'))
    const session = resumeInquiry(world, inquiry)
    return answer(context, inquiry, { 'session-token': await world.tokens.issue(session) })
  })

  routes.post('/:id/expire', (context) => {
    const inquiry = findInquiry(world, context.req.param('id'))
    expireInquiry(world, inquiry)
    return answer(context, inquiry)
  })

  routes.post('/:id/generate-one-time-link', async (context) => {
    const inquiry = findInquiry(world, context.req.param('id'))
    const meta = readObject(await readJson(context.req), 'meta')
    return answer(
      context,
      inquiry,
      linkMeta(world, inquiry, readSeconds(meta, 'expires-in-seconds')),
    )
  })

  const decisions: Record<string, InquiryDecision> = {
    approve: 'approved',
    decline: 'declined',
    'mark-for-review': 'needs_review',
  }
  for (const [action, status] of Object.entries(decisions)) {
    routes.post(`/:id/${action}`, (context) => {
      const inquiry = findInquiry(world, context.req.param('id'))
      decideInquiry(world, inquiry, status)
      return answer(context, inquiry)
    })
  }

  return routes
}

function linkMeta(world: World, inquiry: Inquiry, lifetime?: number): Record<string, string> {
  const { id: code } = oneTimeLink(world, inquiry, lifetime)
  const { origin } = world.settings
  return {
    'one-time-link': `${origin}/verify?code=${code}`,
    'one-time-link-short': `${origin}/verify?code=${code.slice(0, 10)}`,
  }
}
