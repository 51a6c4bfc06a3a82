import { expect, test } from 'vitest'
import { createApiClient, send } from '../../testing/api-client.ts'
import { useEmulator } from '../../testing/use-emulator.ts'
import { anyText, textWith } from '../../testing/matchers.ts'

test('every response has a request id', async () => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const good = await api.call('GET', `/inquiries/${inquiryId}`)
  const bad = await api.call('GET', '/inquiries/inq_unknown')
  expect(good.headers.get('Request-Id')).toMatch(/^req_/)
  expect(bad.headers.get('Request-Id')).toMatch(/^req_/)
})

test('refuses a call without a key, and one with another key', async () => {
  const { persona } = await useEmulator()
  const anonymous = await createApiClient(persona, {}).call('GET', '/inquiries')
  expect(anonymous.status).toBe(401)
  expect(anonymous.body).toEqual({
    errors: [{ title: 'Must be authenticated to access this endpoint' }],
  })
  const stranger = await createApiClient(persona, { Authorization: 'Bearer other' }).call(
    'GET',
    '/inquiries',
  )
  expect(stranger.status).toBe(401)
  expect(stranger.body).toEqual({ errors: [{ title: 'Token is invalid' }] })
})

test('responds with 404 to an unknown inquiry', async () => {
  const { api } = await useEmulator()
  for (const path of ['/inquiries/inq_unknown', '/inquiry-sessions/iqse_unknown']) {
    const { status, body } = await api.call('GET', path)
    expect(status).toBe(404)
    expect(body).toEqual({ errors: [{ title: 'Record not found' }] })
  }
})

test.for([
  ['malformed JSON', '{'],
  ['JSON that is not an object', '[]'],
  ['data of the wrong type', '{"data":1}'],
  ['no template', '{"data":{"attributes":{}}}'],
  ['a reference id that is not text', '{"data":{"attributes":{"reference-id":1}}}'],
])('refuses %s with 400', async ([, text]) => {
  const { api } = await useEmulator()
  const { status, body } = await api.call('POST', '/inquiries', text)
  expect(status).toBe(400)
  expect(body).toEqual({ errors: [{ title: 'Bad Request', details: anyText }] })
})

test.for([
  ['inquiry-template-id', 'itmpl_unknown'],
  ['inquiry-template-version-id', 'itmplv_unknown'],
  ['template-id', 'tmpl_unknown'],
] as const)('refuses an unknown %s with 422, and names the known template', async (named) => {
  const { persona, api } = await useEmulator()
  const [attribute, id] = named
  const { status, body } = await api.call('POST', '/inquiries', {
    data: { attributes: { [attribute]: id } },
  })
  expect(status).toBe(422)
  expect(body).toMatchObject({
    errors: [
      {
        details: textWith(persona.templateId),
        source: { pointer: `/data/attributes/${attribute}` },
      },
    ],
  })
})

test.for(['0', '101', 'many'])('refuses a page of %s', async (size) => {
  const { api } = await useEmulator()
  expect((await api.call('GET', `/inquiries?page[size]=${size}`)).status).toBe(400)
})

test('responds with 404 to an unknown route', async () => {
  const { api } = await useEmulator()
  const { status, body } = await api.call('POST', '/inquiries/inq_x/dance')
  expect(status).toBe(404)
  expect(body).toMatchObject({ errors: [{ details: textWith('dance') }] })
})

test('logs every call with its inquiry and its status', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  await api.resume(inquiryId)
  await api.call('GET', '/inquiries/inq_unknown')
  expect(persona.calls()).toMatchObject([
    { method: 'POST', path: '/inquiries', operation: 'create', inquiryId, status: 201 },
    { method: 'POST', operation: 'resume', inquiryId, status: 200 },
    { method: 'GET', operation: 'retrieve', inquiryId: 'inq_unknown', status: 404 },
  ])
  expect(persona.calls({ inquiryId, operation: 'resume' })).toHaveLength(1)
})

test('names its environment to whoever has the key', async () => {
  const { persona, api } = await useEmulator()
  const environment = (answer: { headers: Headers }) => answer.headers.get('Persona-Environment-Id')
  expect(environment(await api.call('GET', '/inquiries'))).toBe('env_emulator')
  expect(environment(await api.call('GET', '/inquiries/inq_unknown'))).toBe('env_emulator')
  expect(environment(await send(`${persona.apiUrl}/inquiries`, 'GET'))).toBeNull()
})
