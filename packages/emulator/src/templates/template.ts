import { z } from 'zod'
import type { Choice, FormField, Step } from '../entities/step.ts'
import { formatZodError } from '../settings/format-zod-error.ts'
import { readJsonFile } from '../settings/json-file.ts'

/** A template, as in a JSON file. */
export interface TemplateDefinition {
  readonly name: string
  /** Only the last one has the type `done`. */
  readonly steps: readonly Step[]
}

const ownScreens = ['loading', 'expired', 'broken', 'unreachable', 'handoff', 'handed-back']

const text = z.string().min(1)

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be kebab-case, such as "name-first"')

const stepName = name.refine((given) => !ownScreens.includes(given), {
  error: `must not be one of ${ownScreens.join(', ')}, which are the widget's own screens`,
})

const choices: z.ZodType<readonly Choice[], readonly Choice[]> = z
  .array(z.strictObject({ value: text, label: text }))
  .min(1)

const field: z.ZodType<FormField, FormField> = z
  .strictObject({
    name,
    label: text,
    type: z.enum(['text', 'date', 'email', 'tel', 'number', 'select']),
    required: z.boolean().optional(),
    options: choices.optional(),
    hint: text.optional(),
    autocomplete: text.optional(),
  })
  .refine(({ type, options }) => (type === 'select') === (options !== undefined), {
    path: ['options'],
    error: 'must be there for the type select, and for no other',
  })

const titled = { name: stepName, title: text, text: text.optional() }

const step: z.ZodType<Step, Step> = z.discriminatedUnion(
  'type',
  [
    z.strictObject({
      ...titled,
      type: z.literal('consent'),
      needs: z.array(text).optional(),
      smallPrint: text.optional(),
    }),
    z.strictObject({ ...titled, type: z.literal('form'), fields: z.array(field).min(1) }),
    z.strictObject({
      ...titled,
      type: z.literal('document'),
      kinds: choices.optional(),
      countries: choices.optional(),
    }),
    z.strictObject({ ...titled, type: z.literal('selfie') }),
    z.strictObject({ ...titled, type: z.literal('review') }),
    z.strictObject({
      ...titled,
      type: z.literal('done'),
      failedTitle: text.optional(),
      failedText: text.optional(),
    }),
  ],
  {
    error: (issue) =>
      issue.code === 'invalid_union'
        ? 'must be one of consent, form, document, selfie, review, done'
        : undefined,
  },
)

/** The steps of a template version. */
export const stepsSchema: z.ZodType<readonly Step[], readonly Step[]> = z
  .array(step)
  .min(2)
  .superRefine((steps, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message })
    const names = new Set<string>()
    const questions = new Set<string>()
    steps.forEach((given, index) => {
      const isLast = index === steps.length - 1
      if (isLast && given.type !== 'done')
        refuse([index, 'type'], 'must be done, as it is the last')
      if (!isLast && given.type === 'done') refuse([index, 'type'], 'can be done for the last only')
      if (names.has(given.name)) refuse([index, 'name'], 'must not be that of an earlier step')
      names.add(given.name)
      const refuseTaken = (question: string, path: (string | number)[]) => {
        if (questions.has(question)) refuse(path, 'must not be that of an earlier field or photo')
        questions.add(question)
      }
      // A photo is saved as an answer with the name of its step.
      if (given.type === 'document' || given.type === 'selfie') {
        refuseTaken(given.name, [index, 'name'])
      }
      if (given.type === 'document' && given.countries && !given.kinds) {
        refuse([index, 'kinds'], 'must be there where countries are')
      }
      if (given.type !== 'form') return
      given.fields.forEach(({ name: question }, place) => {
        refuseTaken(question, [index, 'fields', place, 'name'])
      })
    })
  })

const templateSchema: z.ZodType<TemplateDefinition> = z.strictObject({
  name: text,
  steps: stepsSchema,
})

/**
 * Reads a template from a JSON file.
 *
 * @throws Error that names the line and says what is expected there
 */
export function readTemplateFile(path: string | URL): TemplateDefinition {
  return readJsonFile(path, 'The template file', templateSchema)
}

/** @throws Error that names the place and says what is expected there */
export function parseTemplate(given: unknown): TemplateDefinition {
  const read = templateSchema.safeParse(given)
  if (!read.success) throw new Error(`The template cannot be used. ${formatZodError(read.error)}`)
  return read.data
}

/** Reads the default template. */
export function readDefaultTemplate(): TemplateDefinition {
  return readTemplateFile(new URL('./government-id.json', import.meta.url))
}
