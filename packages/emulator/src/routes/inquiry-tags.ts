import { z } from 'zod'
import type { HonoRequest } from 'hono'
import type { Inquiry } from '../entities/inquiry.ts'
import { readBody } from '../http/read-body.ts'
import { editInquiry } from '../lifecycle/edit-inquiry.ts'
import { badRequest, recordInvalid } from '../persona-error.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { answerInquiry, inquiryInPath } from './answer-inquiry.ts'
import type { Handler, Handlers } from './handlers.ts'

const text = z.string().min(1)

const oneTag = z.object({
  meta: z.object({ 'tag-name': text.nullish(), 'tag-id': text.nullish() }).nullish(),
})

const allTags = z.object({
  meta: z
    .object({ 'tag-name': z.array(text).nullish(), 'tag-id': z.array(text).nullish() })
    .nullish(),
})

/** The calls that put tags on an inquiry and take them off. */
export function inquiryTagHandlers(
  emulator: EmulatorContext,
): Handlers<'add-tag' | 'remove-tag' | 'set-tags'> {
  const retag =
    (tagsAfter: (request: HonoRequest, inquiry: Inquiry) => Promise<string[]>): Handler =>
    async (context) => {
      const inquiry = inquiryInPath(context, emulator)
      editInquiry(emulator, inquiry, { tags: await tagsAfter(context.req, inquiry) })
      return answerInquiry(context, emulator, inquiry)
    }
  return {
    'add-tag': retag(async (request, { tags }) => [...tags, await readTag(request)]),
    'remove-tag': retag(async (request, { tags }) => {
      const tag = await readTag(request)
      return tags.filter((other) => other !== tag)
    }),
    'set-tags': retag(async (request) => {
      const { meta } = await readBody(request, allTags)
      return named(meta, 'an array of tag names')
    }),
  }
}

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
