import { z } from 'zod'
import type { HonoRequest } from 'hono'
import type { EmulatorContext } from '../emulator-context.ts'
import { type Inquiry, type InquiryDecision, refuseRedacted } from '../entities/inquiry.ts'
import { formatInquiry } from '../formatters/inquiry.ts'
import { createPdf } from '../formatters/pdf.ts'
import { paginate } from '../http/query.ts'
import { readBody } from '../http/read-body.ts'
import { respond, type ResponseParts } from '../http/respond.ts'
import { createInquiry } from '../lifecycle/create-inquiry.ts'
import { editInquiry, redactInquiry } from '../lifecycle/edit-inquiry.ts'
import {
  decideInquiry,
  expireInquiry,
  listInquiries,
  resumeInquiry,
} from '../lifecycle/inquiries.ts'
import { createSession } from '../lifecycle/sessions.ts'
import { badRequest, recordInvalid } from '../persona-error.ts'
import {
  type Handler,
  type Handlers,
  inquiryInPath,
  linkMeta,
  linkRequest,
  respondWithInquiry,
} from './inquiry-response.ts'
import { readInquiryChanges, readNewInquiry } from './read-inquiry.ts'
import { readInquiryFilter } from './read-inquiry-filter.ts'

const review = z.object({ meta: z.object({ comment: z.string().nullish() }).nullish() })

/** The calls about inquiries, but for Persona's simulate actions. */
export function inquiryHandlers(
  emulator: EmulatorContext,
): Handlers<
  | 'list'
  | 'create'
  | 'retrieve'
  | 'update'
  | 'redact'
  | 'resume'
  | 'expire'
  | 'generate-one-time-link'
  | 'approve'
  | 'decline'
  | 'mark-for-review'
  | 'add-tag'
  | 'remove-tag'
  | 'set-tags'
  | 'print'
> {
  /** Changes the inquiry in the path, and responds with it and what the change returns as `meta`. */
  const change =
    (apply: (inquiry: Inquiry, request: HonoRequest) => Meta | Promise<Meta>): Handler =>
    async (context) => {
      const inquiry = inquiryInPath(context, emulator)
      const meta = await apply(inquiry, context.req)
      return respondWithInquiry(context, emulator, inquiry, meta ? { meta } : {})
    }
  const decide = (status: InquiryDecision) =>
    change(async (inquiry, request) => {
      const { meta } = await readBody(request, review)
      decideInquiry(emulator, inquiry, status, meta?.comment)
    })
  const retag = (tagsAfter: (inquiry: Inquiry, request: HonoRequest) => Promise<string[]>) =>
    change(async (inquiry, request) => {
      editInquiry(emulator, inquiry, { tags: await tagsAfter(inquiry, request) })
    })

  return {
    list(context) {
      const isWanted = readInquiryFilter(context.req)
      const { entities, links } = paginate(context.req, listInquiries(emulator), isWanted)
      const data = entities.map((inquiry) => formatInquiry(emulator, inquiry))
      return respond(context, emulator, { data, links, include: null })
    },

    async create(context) {
      const { draft, wantsSession, wantsLink } = await readNewInquiry(emulator, context.req)
      const inquiry = createInquiry(emulator, draft)
      context.set('inquiryId', inquiry.id)
      const meta = {
        'session-token': wantsSession
          ? await emulator.tokens.issue(createSession(emulator, inquiry, 'inquiry'))
          : null,
        ...(wantsLink
          ? linkMeta(emulator, inquiry)
          : { 'one-time-link': null, 'one-time-link-short': null }),
      }
      return respondWithInquiry(context, emulator, inquiry, { meta, status: 201 })
    },

    retrieve(context) {
      // Persona's document includes the first two by default; its prose adds the verifications.
      const include = ['sessions', 'inquiry-template', 'verifications']
      return respondWithInquiry(context, emulator, inquiryInPath(context, emulator), { include })
    },

    update: change(async (inquiry, request) =>
      editInquiry(emulator, inquiry, await readInquiryChanges(request)),
    ),
    redact: change((inquiry) => redactInquiry(emulator, inquiry)),

    resume: change(async (inquiry) => ({
      'session-token': await emulator.tokens.issue(resumeInquiry(emulator, inquiry)),
    })),
    expire: change((inquiry) => expireInquiry(emulator, inquiry)),
    'generate-one-time-link': change(async (inquiry, request) => {
      const { meta } = await readBody(request, linkRequest)
      return linkMeta(emulator, inquiry, meta?.['expires-in-seconds'])
    }),

    approve: decide('approved'),
    decline: decide('declined'),
    'mark-for-review': decide('needs_review'),

    'add-tag': retag(async ({ tags }, request) => [...tags, await readTag(request)]),
    'remove-tag': retag(async ({ tags }, request) => {
      const tag = await readTag(request)
      return tags.filter((other) => other !== tag)
    }),
    'set-tags': retag(async (_inquiry, request) => {
      const { meta } = await readBody(request, allTags)
      return named(meta, 'an array of tag names')
    }),

    print(context) {
      const inquiry = inquiryInPath(context, emulator)
      refuseRedacted(inquiry)
      const { id, attributes } = formatInquiry(emulator, inquiry)
      const linesOf = (record: Readonly<Record<string, unknown>>) =>
        Object.entries(record)
          .filter(([, value]) => typeof value === 'string')
          .map(([name, value]) => `${name}: ${String(value)}`)
      const lines = [`Inquiry ${id}`, '', ...linesOf(attributes), '', ...linesOf(inquiry.answers)]
      return context.body(createPdf(lines), 200, { 'Content-Type': 'application/pdf' })
    },
  }
}

type Meta = NonNullable<ResponseParts['meta']> | void

const text = z.string().min(1)

const oneTag = z.object({
  meta: z.object({ 'tag-name': text.nullish(), 'tag-id': text.nullish() }).nullish(),
})

const allTags = z.object({
  meta: z
    .object({ 'tag-name': z.array(text).nullish(), 'tag-id': z.array(text).nullish() })
    .nullish(),
})

async function readTag(request: HonoRequest): Promise<string> {
  const { meta } = await readBody(request, oneTag)
  return named(meta, 'the name of a tag')
}

/** @throws PersonaError 400 without a name, 422 for an id: tags have none here */
function named<Tags>(
  meta:
    | { 'tag-name'?: Tags | null | undefined; 'tag-id'?: Tags | null | undefined }
    | null
    | undefined,
  what: string,
): Tags {
  if (meta?.['tag-name'] != null) return meta['tag-name']
  if (meta?.['tag-id'] == null) throw badRequest(`meta.tag-name is missing: ${what}`)
  throw recordInvalid(
    '/meta/tag-id',
    'The emulator knows tags by their names only; give meta.tag-name',
  )
}
