import type { HonoRequest } from 'hono'
import { z } from 'zod'
import { readBody } from '../http/read-body.ts'
import type { InquiryChanges } from '../lifecycle/edit-inquiry.ts'
import { fields, readFields } from './read-fields.ts'

const changes = z.object({
  data: z
    .object({
      attributes: z
        .object({ note: z.string().nullish(), fields, tags: z.array(z.string()).optional() })
        .optional(),
    })
    .optional(),
})

/** The body of `PATCH /inquiries/{inquiry-id}`. @throws PersonaError 400 or 422 */
export async function readInquiryChanges(request: HonoRequest): Promise<InquiryChanges> {
  const { data } = await readBody(request, changes)
  const { note, tags, fields: given } = data?.attributes ?? {}
  return { note, tags, answers: given == null ? undefined : readFields(given) }
}
