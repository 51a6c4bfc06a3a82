import type { HonoRequest } from 'hono'
import { z } from 'zod'
import type { Account } from '../entities/account.ts'
import { openSteps, positionOf } from '../entities/step.ts'
import { type InquiryTemplateVersion, latestVersion } from '../entities/inquiry-template.ts'
import type { Lifetimes } from '../entities/lifetimes.ts'
import { readBody } from '../http/read-body.ts'
import type { InquiryDraft } from '../lifecycle/create-inquiry.ts'
import { type InquiryChanges, withoutNulls } from '../lifecycle/edit-inquiry.ts'
import { badRequest, notFound, type PersonaError, recordInvalid } from '../persona-error.ts'
import type { EmulatorContext } from '../emulator-context.ts'

/** A number of seconds: at most about 68 years, which a `Date` can represent. */
export const seconds: z.ZodOptional<z.ZodNullable<z.ZodInt>> = z
  .int()
  .min(1)
  .max(2 ** 31 - 1)
  .nullish()

const fields = z.record(z.string(), z.unknown()).nullish()

const text = z.string().nullish()

const newInquiry = z.object({
  data: z.object({
    attributes: z.object({
      'inquiry-template-id': text,
      'inquiry-template-version-id': text,
      'template-id': text,
      'reference-id': text,
      'account-id': text,
      'creator-email-address': text,
      'redirect-uri': text,
      note: text,
      fields,
      tags: z.array(z.string()).nullish(),
      'initial-step-name': text,
    }),
  }),
  meta: z
    .object({
      'auto-create-account': z.boolean().nullish(),
      'auto-create-account-type-id': text,
      'auto-create-account-reference-id': text,
      'auto-create-inquiry-session': z.boolean().nullish(),
      'auto-create-one-time-link': z.boolean().nullish(),
      'expiration-after-create-interval-seconds': seconds,
      'expiration-after-start-interval-seconds': seconds,
      'expiration-after-resume-interval-seconds': seconds,
      'one-time-link-expiration-seconds': seconds,
    })
    .nullish(),
})

type Body = z.infer<typeof newInquiry>
type Attributes = Body['data']['attributes']
type Meta = NonNullable<Body['meta']>

/** The content of a call that creates an inquiry. */
export interface NewInquiry {
  readonly draft: InquiryDraft
  readonly wantsSession: boolean
  readonly wantsLink: boolean
}

/**
 * Reads the body of `POST /inquiries`.
 *
 * @throws PersonaError 400 for a wrong type or combination, 404 for an unknown account, and 422 for an
 *   unknown template
 */
export async function readNewInquiry(
  emulator: EmulatorContext,
  request: HonoRequest,
): Promise<NewInquiry> {
  const body = await readBody(request, newInquiry)
  const { attributes } = body.data
  const meta: Meta = body.meta ?? {}
  const version = readVersion(emulator, attributes)
  return {
    wantsSession: meta['auto-create-inquiry-session'] ?? false,
    wantsLink: meta['auto-create-one-time-link'] ?? false,
    draft: {
      ...readOwner(emulator, attributes, meta),
      templateVersionId: version.id,
      step: readFirstStep(version, attributes),
      answers: withoutNulls(readFields(attributes.fields)),
      note: attributes.note ?? null,
      tags: attributes.tags ?? [],
      creator: attributes['creator-email-address'] ?? undefined,
      redirectUri: attributes['redirect-uri'] ?? null,
      lifetimes: readLifetimes(meta),
    },
  }
}

function readOwner(
  emulator: EmulatorContext,
  attributes: Attributes,
  meta: Meta,
): Pick<InquiryDraft, 'account' | 'autoCreateAccount' | 'accountTypeId' | 'referenceId'> {
  const autoCreateAccount = meta['auto-create-account'] ?? true
  for (const name of ['auto-create-account-reference-id', 'auto-create-account-type-id'] as const) {
    if (!autoCreateAccount && meta[name] != null) {
      throw badRequest(`meta.${name} must not be given when meta.auto-create-account is false`)
    }
  }
  const referenceId = meta['auto-create-account-reference-id'] ?? attributes['reference-id'] ?? null
  return {
    account: readAccount(emulator, attributes['account-id']),
    autoCreateAccount,
    accountTypeId: meta['auto-create-account-type-id'] ?? undefined,
    referenceId,
  }
}

function readAccount(
  { store }: EmulatorContext,
  id: string | null | undefined,
): Account | undefined {
  if (id == null) return undefined
  const account = store.accounts.get(id)
  if (!account) throw notFound('data.attributes.account-id is not found')
  return account
}

function readVersion({ store }: EmulatorContext, attributes: Attributes): InquiryTemplateVersion {
  const { template } = store
  const versionId = attributes['inquiry-template-version-id']
  const templateId = attributes['inquiry-template-id']
  if (attributes['template-id'] != null) throw unknownTemplate('template-id', template.id)
  if (versionId == null && templateId == null) {
    throw badRequest('data.attributes.inquiry-template-id is missing')
  }
  if (templateId != null && templateId !== template.id) {
    throw unknownTemplate('inquiry-template-id', template.id)
  }
  if (versionId == null) return latestVersion(template)
  const version = template.versions.find(({ id }) => id === versionId)
  if (!version) throw unknownTemplate('inquiry-template-version-id', template.id)
  return version
}

function unknownTemplate(attribute: string, known: string): PersonaError {
  return recordInvalid(
    `/data/attributes/${attribute}`,
    `${attribute} is not the id of a published template; there is one, with the inquiry-template-id ${known}`,
  )
}

function readFirstStep({ steps }: InquiryTemplateVersion, attributes: Attributes) {
  const name = attributes['initial-step-name']
  if (name == null) return undefined
  const possible = openSteps(steps)
  if (positionOf(possible, name) >= 0) return name
  throw recordInvalid(
    '/data/attributes/initial-step-name',
    `initial-step-name is no step of the template; there are ${possible.map((step) => step.name).join(', ')}`,
  )
}

function readLifetimes(meta: Meta): Partial<Lifetimes> {
  const create = meta['expiration-after-create-interval-seconds']
  const start = meta['expiration-after-start-interval-seconds'] ?? create
  const resume = meta['expiration-after-resume-interval-seconds']
  const handoffLink = meta['one-time-link-expiration-seconds']
  return {
    ...(create != null && { create }),
    ...(start != null && { start }),
    ...(resume != null && { resume }),
    ...(handoffLink != null && { handoffLink }),
  }
}

const changes = z.object({
  data: z
    .object({
      attributes: z
        .object({ note: z.string().nullish(), fields, tags: z.array(z.string()).optional() })
        .optional(),
    })
    .optional(),
})

/** Reads the body of `PATCH /inquiries/{inquiry-id}`. @throws PersonaError 400 or 422 */
export async function readInquiryChanges(request: HonoRequest): Promise<InquiryChanges> {
  const { data } = await readBody(request, changes)
  const { note, tags, fields: given } = data?.attributes ?? {}
  return { note, tags, answers: given == null ? undefined : readFields(given) }
}

/** Reads fields by name, numbers and booleans as text. @throws PersonaError 422 */
function readFields(
  given: Readonly<Record<string, unknown>> | null | undefined,
): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(given ?? {}).map(([name, value]) => [name, readField(name, value)]),
  )
}

function readField(name: string, value: unknown): string | null {
  if (value === null) return null
  const isText = typeof value === 'string'
  if (name === 'birthdate' && !(isText && isDate(value))) {
    throw recordInvalid(`/data/attributes/fields/${name}`, `${name} must be a date, as 1990-12-10`)
  }
  if (isText) return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw recordInvalid(`/data/attributes/fields/${name}`, `${name} must be a string`)
}

function isDate(given: string): boolean {
  return z.iso.date().safeParse(given).success
}
