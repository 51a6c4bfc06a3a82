import type { Answers } from '../entities/answers.ts'
import { latestVersion } from '../entities/inquiry-template.ts'
import type { Lifetimes } from '../entities/lifetimes.ts'
import { readFlag, readObject, readSeconds, readText } from '../http/read-json.ts'
import type { InquiryDraft } from '../lifecycle/create-inquiry.ts'
import { PersonaError, badRequest } from '../persona-error.ts'
import type { World } from '../world.ts'

/**
 * The body of `POST /inquiries`.
 *
 * @throws PersonaError 400 for what has the wrong type, 422 for a template that does not exist
 */
export function readInquiryDraft(world: World, body: Record<string, unknown>): InquiryDraft {
  const attributes = readObject(readObject(body, 'data'), 'attributes')
  const meta = readObject(body, 'meta')
  const tags = attributes['tags'] ?? []
  if (!isTexts(tags)) throw badRequest('data.attributes.tags must be an array of strings')
  return {
    referenceId:
      readText(meta, 'auto-create-account-reference-id') ?? readText(attributes, 'reference-id'),
    autoCreateAccount: readFlag(meta, 'auto-create-account') ?? true,
    templateVersionId: readTemplateVersion(world, attributes),
    answers: readFields(readObject(attributes, 'fields')),
    note: readText(attributes, 'note'),
    tags,
    lifetimes: readLifetimes(meta),
  }
}

function readTemplateVersion(world: World, attributes: Record<string, unknown>): string {
  const { id, versions } = world.store.template
  const versionId = readText(attributes, 'inquiry-template-version-id')
  const templateId = readText(attributes, 'inquiry-template-id')
  const legacyId = readText(attributes, 'template-id')
  if (legacyId !== null) throw unknownTemplate('template-id', id)
  if (versionId === null && templateId === null) {
    throw badRequest('data.attributes.inquiry-template-id is missing')
  }
  if (versionId !== null && !versions.some((version) => version.id === versionId)) {
    throw unknownTemplate('inquiry-template-version-id', id)
  }
  if (templateId !== null && templateId !== id) throw unknownTemplate('inquiry-template-id', id)
  return versionId ?? latestVersion(world.store.template).id
}

function unknownTemplate(attribute: string, known: string): PersonaError {
  return new PersonaError(422, {
    title: 'Record invalid',
    details: `${attribute} is not the id of a published template; there is one, with the inquiry-template-id ${known}`,
    source: { pointer: `/data/attributes/${attribute}` },
  })
}

function readFields(fields: Record<string, unknown>): Answers {
  const answers: Answers = {}
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') answers[name] = value
  }
  return answers
}

function readLifetimes(meta: Record<string, unknown>): Partial<Lifetimes> {
  const create = readSeconds(meta, 'expiration-after-create-interval-seconds')
  const start = readSeconds(meta, 'expiration-after-start-interval-seconds') ?? create
  const resume = readSeconds(meta, 'expiration-after-resume-interval-seconds')
  return {
    ...(create !== undefined && { create }),
    ...(start !== undefined && { start }),
    ...(resume !== undefined && { resume }),
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string')
}
