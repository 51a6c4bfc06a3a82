import {
  idOf,
  listOf,
  nullable,
  object,
  oneOf,
  resource,
  type Schema,
  text,
  time,
  toMany,
  toNone,
  toOne,
  toOneOrNone,
} from './schema.ts'

function each(names: readonly string[], schema: Schema): Record<string, Schema> {
  return Object.fromEntries(names.map((name) => [name, schema]))
}

const statuses = oneOf(
  'created',
  'pending',
  'completed',
  'failed',
  'expired',
  'needs_review',
  'approved',
  'declined',
)

const fields: Schema = {
  type: 'object',
  additionalProperties: object({ type: oneOf('string', 'date'), value: text }),
}

export const inquiry: Schema = resource(
  'inquiry',
  'inq',
  object({
    status: statuses,
    behaviors: object({}),
    tags: listOf(text),
    creator: text,
    fields,
    'next-step-name': text,
    ...each(['created-at', 'updated-at', 'expires-at'], time),
    ...each(
      [
        'started-at',
        'completed-at',
        'failed-at',
        'marked-for-review-at',
        'decisioned-at',
        'expired-at',
        'redacted-at',
      ],
      nullable(time),
    ),
    ...each(
      [
        'reference-id',
        'note',
        'reviewer-comment',
        'previous-step-name',
        'name-first',
        'name-middle',
        'name-last',
        'birthdate',
        'address-street-1',
        'address-street-2',
        'address-city',
        'address-subdivision',
        'address-subdivision-abbr',
        'address-postal-code',
        'address-postal-code-abbr',
        'social-security-number',
        'identification-number',
        'email-address',
        'phone-number',
      ],
      nullable(text),
    ),
  }),
  object({
    account: toOneOrNone('account', 'act'),
    template: toNone,
    'inquiry-template': toOne('inquiry-template', 'itmpl'),
    'inquiry-template-version': toOne('inquiry-template-version', 'itmplv'),
    transaction: toNone,
    reviewer: toNone,
    reports: object({ data: { const: [] } }),
    verifications: toMany(/^verification\/(government-id|selfie)$/, 'ver'),
    sessions: toMany(/^inquiry-session$/, 'iqse'),
    documents: toMany(/^document\/government-id$/, 'doc'),
    selfies: toMany(/^selfie\/center-only$/, 'self'),
  }),
)

export const inquirySession: Schema = resource(
  'inquiry-session',
  'iqse',
  object({
    status: oneOf('new', 'active', 'expired'),
    'created-at': time,
    ...each(['started-at', 'expired-at'], nullable(time)),
    'user-agent': nullable(text),
    'device-handoff-method': nullable(oneOf('qr')),
    ...each(
      [
        'ip-address',
        'os-name',
        'os-full-version',
        'device-type',
        'device-name',
        'browser-name',
        'browser-full-version',
        'mobile-sdk-name',
        'mobile-sdk-full-version',
        'is-proxy',
        'is-tor',
        'is-datacenter',
        'is-vpn',
        'threat-level',
        'country-code',
        'country-name',
        'region-code',
        'region-name',
        'latitude',
        'longitude',
        'gps-latitude',
        'gps-longitude',
        'gps-precision',
      ],
      { type: 'null' },
    ),
  }),
  object({
    inquiry: toOne('inquiry', 'inq'),
    device: toOneOrNone('device', 'dev'),
    network: toNone,
  }),
)

export const account: Schema = resource(
  'account',
  'act',
  object({
    'reference-id': nullable(text),
    'account-type-name': text,
    ...each(['created-at', 'updated-at'], time),
    'redacted-at': nullable(time),
    fields: object({}),
    tags: listOf(text),
  }),
  object({
    'account-type': object({
      data: object({ type: { const: 'account-type' }, id: idOf('acttp') }),
    }),
  }),
)

export const inquiryTemplate: Schema = resource(
  'inquiry-template',
  'itmpl',
  object({ status: oneOf('active'), name: text }),
  object({ 'latest-published-version': toOne('inquiry-template-version', 'itmplv') }),
)

export const inquiryTemplateVersion: Schema = resource(
  'inquiry-template-version',
  'itmplv',
  object({ 'name-display': text, status: oneOf('published'), 'enabled-locales': listOf(text) }),
  object({ 'inquiry-template': toOne('inquiry-template', 'itmpl') }),
)

export const device: Schema = resource(
  'device',
  'dev',
  object(each(['device-vendor-id', 'device-fingerprint', 'browser-fingerprint'], nullable(text))),
)
