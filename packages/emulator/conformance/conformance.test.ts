import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPersonaEmulator } from '../src/create-persona-emulator.ts'
import type { PersonaEmulator } from '../src/emulator.ts'
import { type KnownOperation, routes } from '../src/operations.ts'
import { createApiClient, textAt } from '../testing/api-client.ts'
import { createInspector } from './inspector.ts'
import { readPersonaDocument } from './persona-document.ts'

const file = process.env['PERSONA_OPENAPI']
const document = file === undefined ? undefined : readPersonaDocument(file)

let persona: PersonaEmulator
const { call, takeFindings, seen } = createInspector(() => persona, document)

beforeAll(async () => {
  // A limit that is never reached, for its headers.
  persona = await createPersonaEmulator({ requestsPerMinute: 1_000_000, sessionCap: 3 })
})
afterAll(() => persona.close())

/** Creates an inquiry, and returns its path. */
async function newInquiry(attributes: object = {}, meta: object = {}): Promise<string> {
  const { body } = await call(201, 'POST', '/inquiries', {
    data: { attributes: { 'inquiry-template-id': persona.templateId, ...attributes } },
    meta,
  })
  return `/inquiries/${textAt(body, 'data', 'id')}`
}

async function newSession(inquiryPath: string): Promise<string> {
  const { body } = await call(201, 'POST', '/inquiry-sessions', {
    data: { attributes: { 'inquiry-id': idIn(inquiryPath) } },
  })
  return `/inquiry-sessions/${textAt(body, 'data', 'id')}`
}

function idIn(path: string): string {
  return path.split('/')[2] ?? ''
}

test('inquiries are created', async () => {
  await newInquiry()
  await newInquiry(
    {
      'reference-id': 'ada',
      note: 'a note',
      tags: ['new'],
      'redirect-uri': 'http://localhost/',
      fields: {
        'name-first': 'Ada',
        birthdate: '1990-12-10',
        'address-country-code': 'US',
        age: 35,
      },
    },
    { 'auto-create-inquiry-session': true, 'auto-create-one-time-link': true },
  )
  await newInquiry({}, { 'auto-create-account': false })
  const create = (status: number, attributes: unknown, meta?: unknown) =>
    call(status, 'POST', '/inquiries', {
      data: { attributes },
      ...(meta !== undefined && { meta }),
    })
  await create(400, {})
  await create(400, { 'inquiry-template-id': 1 })
  await create(400, { 'inquiry-template-id': persona.templateId, tags: [1] })
  await create(
    400,
    { 'inquiry-template-id': persona.templateId },
    { 'auto-create-account': false, 'auto-create-account-reference-id': 'ada' },
  )
  await create(404, { 'inquiry-template-id': persona.templateId, 'account-id': 'act_unknown' })
  await create(422, { 'inquiry-template-id': 'itmpl_unknown' })
  await create(422, { 'inquiry-template-id': persona.templateId, fields: { birthdate: 'soon' } })
  expect(takeFindings()).toEqual([])
})

test('an inquiry is retrieved with everything that can be included', async () => {
  const path = await newInquiry({ 'reference-id': 'grace' })
  const { body } = await call(200, 'POST', `${path}/resume`)
  const token = textAt(body, 'meta', 'session-token')
  const api = createApiClient(persona)
  await api.visit(idIn(path), token)
  await call(200, 'POST', `${path}/perform-simulate-actions`, {
    meta: {
      'simulate-actions': ['government_id', 'selfie'].map((kind) => ({
        type: 'create_passed_verification',
        data: { 'verification-template-id': `vtmpl_${kind}` },
      })),
    },
  })
  const relationships =
    'account,inquiry-template.latest-published-version,inquiry-template-version,reports,reviewer,' +
    'sessions,verifications.document,documents,selfies,template,transaction'
  await call(200, 'GET', path)
  await call(200, 'GET', `${path}?include=${relationships}`)
  await call(200, 'GET', `${path}?include=`)
  await call(400, 'GET', `${path}?include=unknown`)
  expect(takeFindings()).toEqual([])
})

test('inquiries are listed', async () => {
  await newInquiry()
  await newInquiry()
  const { body } = await call(200, 'GET', '/inquiries?page[size]=1')
  await call(200, 'GET', textAt(body, 'links', 'next').replace('/api/v1', ''))
  await call(200, 'GET', '/inquiries?filter[status]=created,pending&filter[reference-id]=ada')
  await call(200, 'GET', '/inquiries?filter[note]=nobody')
  await call(400, 'GET', '/inquiries?filter[note]=nobody&filter[status]=created')
  await call(400, 'GET', '/inquiries?filter[color]=blue')
  await call(400, 'GET', '/inquiries?page[size]=0')
  expect(takeFindings()).toEqual([])
})

test('an inquiry is changed', async () => {
  const path = await newInquiry()
  await call(200, 'PATCH', path, { data: { attributes: { note: 'later', tags: ['old'] } } })
  await call(200, 'PATCH', path, { data: { attributes: { fields: { 'name-first': null } } } })
  await call(400, 'PATCH', path, { data: { attributes: { note: 1 } } })
  await call(422, 'PATCH', path, { data: { attributes: { fields: { 'name-first': [] } } } })
  for (const action of ['add-tag', 'remove-tag']) {
    await call(200, 'POST', `${path}/${action}`, { meta: { 'tag-name': 'old' } })
    await call(400, 'POST', `${path}/${action}`, { meta: {} })
    await call(422, 'POST', `${path}/${action}`, { meta: { 'tag-id': 'tag_1' } })
  }
  await call(200, 'POST', `${path}/set-tags`, { meta: { 'tag-name': ['one', 'two'] } })
  await call(400, 'POST', `${path}/set-tags`, { meta: { 'tag-name': 'one' } })
  await call(422, 'POST', `${path}/set-tags`, { meta: { 'tag-id': ['tag_1'] } })
  expect(takeFindings()).toEqual([])
})

test.for(['approve', 'decline', 'mark-for-review'])(
  'an inquiry is decided by %s',
  async (action) => {
    const path = await newInquiry()
    await call(400, 'POST', `${path}/${action}`, { meta: { comment: 1 } })
    await call(200, 'POST', `${path}/${action}`, { meta: { comment: 'seen' } })
    await call(409, 'POST', `${path}/${action}`)
    await call(409, 'POST', `${path}/resume`)
    await call(409, 'POST', `${path}/generate-one-time-link`)
    await call(409, 'POST', `${path}/expire`)
    expect(takeFindings()).toEqual([])
  },
)

test('an inquiry is resumed and expired', async () => {
  const path = await newInquiry()
  await call(200, 'POST', `${path}/resume`)
  await call(200, 'POST', `${path}/generate-one-time-link`)
  await call(200, 'POST', `${path}/generate-one-time-link`, { meta: { 'expires-in-seconds': 60 } })
  await call(400, 'POST', `${path}/generate-one-time-link`, { meta: { 'expires-in-seconds': 0 } })
  await call(200, 'POST', `${path}/expire`)
  await call(409, 'POST', `${path}/generate-one-time-link`)
  await call(200, 'POST', `${path}/resume`)
  await newSession(path)
  persona.simulate.killSession({ inquiryId: idIn(path) })
  await call(403, 'POST', `${path}/resume`)
  expect(takeFindings()).toEqual([])
})

test('an inquiry is printed', async () => {
  await call(200, 'GET', `${await newInquiry()}/print`)
  expect(takeFindings()).toEqual([])
})

test('sessions are created, retrieved, listed and ended', async () => {
  const inquiryPath = await newInquiry()
  const path = await newSession(inquiryPath)
  await call(200, 'GET', path)
  await call(200, 'GET', `${path}?include=inquiry,device`)
  await call(400, 'GET', `${path}?include=unknown`)
  await call(200, 'POST', `${path}/generate-one-time-link`)
  await call(400, 'POST', `${path}/generate-one-time-link`, { meta: { 'expires-in-seconds': 'x' } })
  await call(200, 'POST', `${path}/expire`)
  await call(200, 'POST', `${path}/expire`)
  await call(409, 'POST', `${path}/generate-one-time-link`)
  await newSession(inquiryPath)
  await newSession(inquiryPath)
  const attributes = { 'inquiry-id': idIn(inquiryPath) }
  await call(403, 'POST', '/inquiry-sessions', { data: { attributes } })
  await call(400, 'POST', '/inquiry-sessions', { data: { attributes: {} } })
  await call(404, 'POST', '/inquiry-sessions', { data: { attributes: { 'inquiry-id': 'inq_x' } } })
  await call(200, 'GET', `/inquiry-sessions?filter[inquiry-id]=${idIn(inquiryPath)}&page[size]=2`)
  await call(400, 'GET', '/inquiry-sessions?page[after]=iqse_unknown')
  const inquiries = { meta: { 'inquiry-ids': [idIn(inquiryPath)] } }
  await call(200, 'POST', '/inquiry-sessions/expire-all?include=inquiry', inquiries)
  await call(400, 'POST', '/inquiry-sessions/expire-all', { meta: {} })
  await call(200, 'POST', `${inquiryPath}/expire`)
  await call(409, 'POST', '/inquiry-sessions', { data: { attributes } })
  expect(takeFindings()).toEqual([])
})

test('simulate actions change an inquiry', async () => {
  const perform = async (status: number, ...actions: unknown[]) =>
    call(status, 'POST', `${await newInquiry()}/perform-simulate-actions`, {
      meta: { 'simulate-actions': actions },
    })
  await perform(200, { type: 'start_inquiry' }, { type: 'complete_inquiry' })
  await perform(200, { type: 'start_inquiry' }, { type: 'fail_inquiry' })
  await perform(200, { type: 'expire_inquiry' })
  await perform(200, { type: 'mark_for_review_inquiry' }, { type: 'approve_inquiry' })
  await perform(200, { type: 'decline_inquiry' })
  const data = { 'verification-template-id': 'vtmpl_1' }
  await perform(200, { type: 'create_failed_verification', data })
  await perform(400, { type: 'create_failed_verification' })
  await perform(400, { type: 'dance' })
  await perform(409, { type: 'complete_inquiry' }, { type: 'start_inquiry' })
  expect(takeFindings()).toEqual([])
})

test('a redacted inquiry refuses almost every call', async () => {
  const path = await newInquiry({ fields: { 'name-first': 'Ada' } })
  await call(200, 'DELETE', path)
  await call(200, 'GET', path)
  await call(409, 'DELETE', path)
  await call(409, 'PATCH', path, { data: { attributes: { note: 'x' } } })
  await call(409, 'GET', `${path}/print`)
  const actions = ['resume', 'expire', 'approve', 'decline', 'mark-for-review']
  for (const action of [...actions, 'generate-one-time-link']) {
    await call(409, 'POST', `${path}/${action}`)
  }
  for (const action of ['add-tag', 'remove-tag']) {
    await call(409, 'POST', `${path}/${action}`, { meta: { 'tag-name': 'x' } })
  }
  await call(409, 'POST', `${path}/set-tags`, { meta: { 'tag-name': [] } })
  await call(409, 'POST', `${path}/perform-simulate-actions`, { meta: { 'simulate-actions': [] } })
  expect(takeFindings()).toEqual([])
})

test('the limits are listed', async () => {
  await call(200, 'GET', '/rate-limits')
  expect(takeFindings()).toEqual([])
})

const pathsOfRoutes = routes.map(({ operation, method, path }) => ({
  operation,
  method,
  path: path.replace('{inquiry-id}', 'inq_unknown').replace('{inquiry-session-id}', 'iqse_unknown'),
}))

test.for(pathsOfRoutes)('$operation: refuses every invalid request', async ({ method, path }) => {
  await call(401, method, path, undefined, { Authorization: '' })
  await call(401, method, path, undefined, { Authorization: 'Bearer persona_sandbox_other' })
  await call(400, method, path, undefined, { 'Persona-Version': '1999-12-31' })
  await call(400, method, path, undefined, { 'Key-Inflection': 'shout' })
  if (path.includes('unknown')) await call(404, method, path)
  if (method === 'POST') {
    const key = { 'Idempotency-Key': path }
    await call(path.includes('unknown') ? 404 : 400, method, path, '{', key)
    await call(422, method, path, '{}', key)
  }
  expect(takeFindings()).toEqual([])
})

test('every call is refused over the limit, and a simulate action with a production key', async () => {
  const usual = persona
  persona = await createPersonaEmulator({ requestsPerMinute: 1, apiKey: 'persona_production_key' })
  try {
    await call(403, 'POST', '/inquiries/inq_unknown/perform-simulate-actions')
    for (const { method, path } of pathsOfRoutes) await call(429, method, path)
  } finally {
    await persona.close()
    persona = usual
  }
  expect(takeFindings()).toEqual([])
})

test('each call has succeeded, and has been refused in every possible way', () => {
  expect([...seen].toSorted()).toEqual(
    Object.entries(refusals)
      .flatMap(([operation, statuses]) =>
        [operation.startsWith('create') ? 201 : 200, 400, 401, 429, ...statuses].map(
          (status) => `${operation} ${status}`,
        ),
      )
      .toSorted(),
  )
})

test('each call that the document describes has succeeded', () => {
  const missing = (document?.operations ?? []).filter(
    (operation) => !seen.has(`${operation} 200`) && !seen.has(`${operation} 201`),
  )
  expect(missing).toEqual([])
})

/** The refusals of each call, besides the common 400, 401 and 429. */
const refusals: Readonly<Record<KnownOperation, readonly number[]>> = {
  list: [],
  create: [404, 422],
  retrieve: [404],
  update: [404, 409, 422],
  redact: [404, 409],
  resume: [403, 404, 409, 422],
  expire: [404, 409, 422],
  'generate-one-time-link': [404, 409, 422],
  approve: [404, 409, 422],
  decline: [404, 409, 422],
  'mark-for-review': [404, 409, 422],
  'add-tag': [404, 409, 422],
  'remove-tag': [404, 409, 422],
  'set-tags': [404, 409, 422],
  print: [404, 409],
  'perform-simulate-actions': [403, 404, 409, 422],
  'list-sessions': [],
  'create-session': [403, 404, 409, 422],
  'expire-all-sessions': [422],
  'retrieve-session': [404],
  'expire-session': [404, 422],
  'generate-session-one-time-link': [404, 409, 422],
  'list-rate-limits': [],
}
