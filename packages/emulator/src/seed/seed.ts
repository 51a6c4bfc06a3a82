import { z } from 'zod'
import type { Answers } from '../entities/answers.ts'
import type { InquiryStatus } from '../entities/inquiry.ts'
import { formatZodError } from '../settings/format-zod-error.ts'
import { readJsonFile } from '../settings/json-file.ts'
import { webhookOptions, type WebhookOptions } from '../webhooks/webhook-options.ts'

/** The data that an emulator has at the start and after every `reset()`. */
export interface Seed {
  /** The JSON Schema for editors. */
  readonly $schema?: string | undefined
  readonly inquiries?: readonly SeedInquiry[] | undefined
  /** Webhooks in addition to those of the options. */
  readonly webhooks?: readonly WebhookOptions[] | undefined
}

/** An inquiry that exists from the start. It emits no events. */
export interface SeedInquiry {
  /** Such as `inq_ada`. @default a random one */
  readonly id?: string | undefined
  readonly referenceId?: string | undefined
  /** `redacted` is a completed inquiry whose data was deleted. @default 'created' */
  readonly status?: InquiryStatus | 'redacted' | undefined
  /** By Persona's field names. @default made-up answers to the steps before */
  readonly answers?: Answers | undefined
  /** The step that the person sees next; for `pending` and `expired`. @default the document, or the second */
  readonly step?: string | undefined
  /** @default 0 */
  readonly createdSecondsAgo?: number | undefined
  /** The number of its sessions so far; all of them have ended. @default 0 */
  readonly usedSessions?: number | undefined
  /** Whether it has an earlier version of the template. @default false */
  readonly outdated?: boolean | undefined
  readonly tags?: readonly string[] | undefined
  readonly note?: string | undefined
}

const text = z.string().min(1)

const inquirySchema: z.ZodType<SeedInquiry> = z
  .strictObject({
    id: z
      .string()
      .regex(/^inq_\w+$/, 'must be inq_ and then letters and digits, such as inq_ada')
      .describe('Such as inq_ada; a random one unless it is given.')
      .optional(),
    referenceId: text.describe('Your own id of the person; inquiries share it.').optional(),
    status: z
      .enum([
        'created',
        'pending',
        'completed',
        'failed',
        'expired',
        'needs_review',
        'approved',
        'declined',
        'redacted',
      ])
      .describe('created unless it is given.')
      .optional(),
    answers: z
      .record(z.string(), z.string())
      .describe('By field name, such as name-first; made up unless they are given.')
      .optional(),
    step: text.describe('The step that the person sees next; for pending and expired.').optional(),
    createdSecondsAgo: z.number().min(0).max(1e9).optional(),
    usedSessions: z
      .int()
      .min(0)
      .max(1000)
      .describe('How many sessions it has used up; all of them have ended.')
      .optional(),
    outdated: z
      .boolean()
      .describe('Whether it was made from an earlier version of the template.')
      .optional(),
    tags: z.array(text).optional(),
    note: z.string().optional(),
  })
  .refine(({ status = 'created', step }) => step === undefined || stoppable.has(status), {
    path: ['step'],
    error: 'can be given for the status pending or expired only',
  })

const stoppable: ReadonlySet<string> = new Set(['pending', 'expired'])

const seedSchema: z.ZodType<Seed> = z.strictObject({
  $schema: z.string().optional(),
  inquiries: z
    .array(inquirySchema)
    .superRefine((inquiries, context) => {
      const ids = new Set<string>()
      inquiries.forEach(({ id }, index) => {
        if (id === undefined) return
        if (ids.has(id)) {
          const message = 'must not be that of an earlier inquiry'
          context.addIssue({ code: 'custom', path: [index, 'id'], message })
        }
        ids.add(id)
      })
    })
    .optional(),
  webhooks: z.array(webhookOptions).optional(),
})

/**
 * Reads a seed from a JSON file.
 *
 * @throws Error that names the line and says what is expected there
 */
export function readSeedFile(path: string | URL): Seed {
  return readJsonFile(path, 'The seed file', seedSchema)
}

/** @throws Error that names the place and says what is expected there */
export function parseSeed(given: unknown): Seed {
  const read = seedSchema.safeParse(given)
  if (!read.success) throw new Error(`The seed cannot be used. ${formatZodError(read.error)}`)
  return read.data
}

/** Creates the JSON Schema of a seed file, for editors. */
export function createSeedJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(seedSchema), title: 'Seed of the Persona emulator' }
}
