import type { KnownOperation } from '../src/operations.ts'
import {
  governmentIdDocument,
  governmentIdVerification,
  selfie,
  selfieVerification,
} from './evidence-schemas.ts'
import {
  account,
  device,
  inquiry,
  inquirySession,
  inquiryTemplate,
  inquiryTemplateVersion,
} from './inquiry-schemas.ts'
import { listOf, nullable, number, object, type Schema, text } from './schema.ts'

const token: Schema = { type: 'string', pattern: '^[\\w-]+\\.[\\w-]+\\.[\\w-]+$' }
const link: Schema = { type: 'string', pattern: '^http://localhost:\\d+/' }
const links = object({ prev: nullable(text), next: nullable(text) })

const included = listOf({
  oneOf: [
    account,
    device,
    governmentIdDocument,
    governmentIdVerification,
    inquiry,
    inquirySession,
    inquiryTemplate,
    inquiryTemplateVersion,
    selfie,
    selfieVerification,
  ],
})

const linkMeta = object({ 'one-time-link': link, 'one-time-link-short': link })

const oneInquiry = object({ data: inquiry }, { included })
const oneSession = object({ data: inquirySession }, { included })

const successes: Readonly<Record<KnownOperation, Schema | 'pdf'>> = {
  list: object({ data: listOf(inquiry), links }),
  create: object(
    {
      data: inquiry,
      meta: object({
        'session-token': nullable(token),
        'one-time-link': nullable(link),
        'one-time-link-short': nullable(link),
      }),
    },
    { included },
  ),
  retrieve: object({ data: inquiry, included }),
  update: oneInquiry,
  redact: oneInquiry,
  resume: object({ data: inquiry, meta: object({ 'session-token': token }) }, { included }),
  expire: oneInquiry,
  'generate-one-time-link': object({ data: inquiry, meta: linkMeta }, { included }),
  approve: oneInquiry,
  decline: oneInquiry,
  'mark-for-review': oneInquiry,
  'add-tag': oneInquiry,
  'remove-tag': oneInquiry,
  'set-tags': oneInquiry,
  print: 'pdf',
  'perform-simulate-actions': oneInquiry,
  'list-sessions': object({ data: listOf(inquirySession), links }, { included }),
  'create-session': oneSession,
  'expire-all-sessions': object({ data: listOf(inquirySession) }, { included }),
  'retrieve-session': oneSession,
  'expire-session': oneSession,
  'generate-session-one-time-link': object({ data: inquirySession, meta: linkMeta }, { included }),
  'list-rate-limits': object({
    data: listOf(
      object({
        type: { const: 'rate-limit/api' },
        attributes: object({
          limit: number,
          remaining: number,
          'seconds-to-reset': number,
        }),
      }),
    ),
  }),
}

const entry = {
  plain: object({ title: text }),
  detailed: object({ title: text, details: text }),
  pointed: object({
    title: text,
    details: text,
    source: object({ pointer: { type: 'string', pattern: '^/' } }),
  }),
}

const refusals: Readonly<Record<number, readonly Schema[]>> = {
  400: [entry.detailed],
  401: [entry.plain],
  403: [entry.plain, entry.detailed],
  404: [entry.plain, entry.detailed],
  409: [entry.detailed],
  422: [entry.detailed, entry.pointed],
  429: [entry.detailed],
}

/** Returns the schema of a response's body, or that it is a PDF; `undefined` for an unexpected status. */
export function schemaOf(operation: KnownOperation, status: number): Schema | 'pdf' | undefined {
  if (status === (operation.startsWith('create') ? 201 : 200)) return successes[operation]
  const entries = refusals[status]
  if (!entries) return undefined
  return object({ errors: { ...listOf({ anyOf: entries }), minItems: 1 } })
}
