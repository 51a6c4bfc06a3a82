import {
  listOf,
  nothing,
  nullable,
  number,
  object,
  oneOf,
  resource,
  type Schema,
  text,
  time,
  toNone,
  toOne,
} from './schema.ts'

const origin: Readonly<Record<string, Schema>> = {
  inquiry: toOne('inquiry', 'inq'),
  template: toNone,
  'inquiry-template': toOne('inquiry-template', 'itmpl'),
  'inquiry-template-version': toOne('inquiry-template-version', 'itmplv'),
  transaction: toNone,
}

const verification = {
  status: oneOf('submitted', 'passed', 'failed', 'canceled'),
  'created-at': time,
  'created-at-ts': number,
  'submitted-at': time,
  'submitted-at-ts': number,
  'completed-at': nullable(time),
  'completed-at-ts': nullable(number),
  'country-code': nullable(text),
  checks: listOf(object({})),
  'entity-confidence-reasons': listOf(text),
}

const verificationOrigin = {
  ...origin,
  'verification-template': object({ data: nullable(object({ type: text, id: text })) }),
  'verification-template-version': toNone,
}

export const governmentIdVerification: Schema = resource(
  'verification/government-id',
  'ver',
  object({
    ...verification,
    'id-class': nullable(text),
    'front-photo-url': nothing,
    'back-photo-url': nothing,
    'capture-method': nothing,
  }),
  object(verificationOrigin, { document: toOne('document/government-id', 'doc') }),
)

export const selfieVerification: Schema = resource(
  'verification/selfie',
  'ver',
  object({
    ...verification,
    'capture-method': oneOf('photo'),
    'center-photo-url': nothing,
    'left-photo-url': nothing,
    'right-photo-url': nothing,
    'photo-urls': { const: [] },
  }),
  object(verificationOrigin),
)

export const governmentIdDocument: Schema = resource(
  'document/government-id',
  'doc',
  object({
    status: oneOf('submitted', 'processed'),
    'created-at': time,
    'processed-at': nullable(time),
    'processed-at-ts': nullable(number),
    'front-photo': nothing,
    'back-photo': nothing,
    'selfie-photo': nothing,
    'id-class': nullable(text),
  }),
  object({ ...origin, 'document-files': object({ data: { const: [] } }) }),
)

export const selfie: Schema = resource(
  'selfie/center-only',
  'self',
  object({ status: oneOf('submitted', 'processed'), 'created-at': time }, { 'processed-at': time }),
  object({ inquiry: toOne('inquiry', 'inq') }),
)
