import { expect, test } from 'vitest'
import { createApiClient, send } from '../../testing/api-client.ts'
import { textWith } from '../../testing/matchers.ts'
import { useEmulator } from '../../testing/use-emulator.ts'

test.for([
  ['GET', '/inquires', ''],
  ['GET', '/inquiries/inq_1/resume', ' It has POST there.'],
  ['PUT', '/inquiries/inq_1', ' It has GET or PATCH or DELETE there.'],
  ['GET', `/${'x'.repeat(10_000)}`, ''],
] as const)('answers 404 to %s %s, with the methods of the path', async ([method, path, hint]) => {
  const { api } = await useEmulator()
  const { status, body } = await api.call(method, path)
  expect(status).toBe(404)
  const details = `The emulator has no ${method} /api/v1${path}.${hint}`
  expect(body).toMatchObject({ errors: [{ title: 'Record not found', details }] })
})

test.for(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
  'refuses a body of %s',
  async (contentType) => {
    const { persona } = await useEmulator()
    const response = await fetch(`${persona.apiUrl}/inquiries`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${persona.apiKey}`, 'Content-Type': contentType },
      body: '{}',
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      errors: [
        {
          title: 'Bad Request',
          details: `Content-Type must be application/json, and not ${contentType}`,
        },
      ],
    })
  },
)

test.for(['application/json; charset=utf-8', 'application/vnd.api+json'])(
  'accepts a body of %s',
  async (contentType) => {
    const { persona } = await useEmulator()
    const api = createApiClient(persona, {
      Authorization: `Bearer ${persona.apiKey}`,
      'Content-Type': contentType,
    })
    expect(await api.createInquiry()).toMatch(/^inq_/)
  },
)

test('refuses a body of more than 1 MiB, in one piece or in many', async () => {
  const { persona, api } = await useEmulator()
  const refused = { errors: [{ title: 'Bad Request', details: textWith('1 MiB') }] }
  const text = `{"meta":"${'x'.repeat(1024 * 1024)}"}`
  const answer = await api.call('POST', '/inquiries', text)
  expect(answer).toMatchObject({ status: 400, body: refused })
  expect(answer.headers.get('Connection')).toBe('close')
  const response = await fetch(`${persona.apiUrl}/inquiries`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${persona.apiKey}`, 'Content-Type': 'application/json' },
    body: new Blob([text]).stream(),
    duplex: 'half',
  })
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual(refused)
})

test.for([
  ['objects', '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000)],
  ['arrays', `{"meta":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
] as const)('refuses a deep nest of %s', async ([, text]) => {
  const { api } = await useEmulator()
  const { status, body } = await api.call('POST', '/inquiries', text)
  expect(status).toBe(400)
  expect(body).toMatchObject({ errors: [{ details: textWith('nested deeper than 32 levels') }] })
})

test('repeats no secret of a refused request', async () => {
  const { persona, api } = await useEmulator()
  const token = await api.resume(await api.createInquiry())
  const answers = [
    await api.call('GET', `/sessions/${token}/${persona.apiKey}`),
    await send(`${persona.origin}/nowhere/${token}/${persona.apiKey}`, 'GET'),
  ]
  for (const { status, body } of answers) {
    expect(status).toBe(404)
    expect(JSON.stringify(body)).toContain('[session token]/[API key]')
  }
  const strange = createApiClient(persona, {
    Authorization: `Bearer ${persona.apiKey}`,
    'Content-Type': token,
  })
  const { status, body } = await strange.call('POST', '/inquiries', {})
  expect(status).toBe(400)
  expect(body).toMatchObject({ errors: [{ details: textWith('and not [session token]') }] })
})

test('treats the names of built-in properties like any other', async () => {
  const { persona, api } = await useEmulator()
  const { status } = await api.call(
    'POST',
    '/inquiries',
    `{"__proto__":{"x":1},"data":{"attributes":{"constructor":1,"__proto__":1,"inquiry-template-id":"${persona.templateId}","fields":{"toString":"a"}}}}`,
  )
  expect(status).toBe(201)
  expect(persona.inquiries()[0]?.answers).toEqual({ 'to-string': 'a' })
})

test.for([
  '%00',
  'x'.repeat(10_000),
  '%2e%2e',
  'inq_%2Fresume',
  '%E0%A4%A',
  'inq_%F0%9F%92%A5',
  '__proto__',
  'constructor',
  "inq_'%20OR%201=1",
  'inq_%0d%0aX-Header:%201',
])('knows no inquiry and no session with the id %s', async (id) => {
  const { api } = await useEmulator()
  for (const path of [`/inquiries/${id}`, `/inquiry-sessions/${id}`]) {
    const { status, headers, body } = await api.call('GET', path)
    expect(status).toBe(404)
    expect(body).toMatchObject({ errors: [{ title: 'Record not found' }] })
    expect(headers.get('X-Header')).toBeNull()
  }
})

test.for([
  ['data is missing', {}],
  ['data.attributes is missing', { data: {} }],
  ['data must be an object', { data: [] }],
  ['data.attributes.note must be a string', { data: { attributes: { note: 1 } } }],
  ['data.attributes.tags.0 must be a string', { data: { attributes: { tags: [1] } } }],
  [
    'meta.auto-create-account must be true or false',
    { data: { attributes: {} }, meta: { 'auto-create-account': 1 } },
  ],
  [
    'meta.expiration-after-create-interval-seconds must be at least 1',
    { data: { attributes: {} }, meta: { expirationAfterCreateIntervalSeconds: 0 } },
  ],
  [
    'meta.expiration-after-create-interval-seconds must be a whole number',
    { data: { attributes: {} }, meta: { expirationAfterCreateIntervalSeconds: 1.5 } },
  ],
] as const)('reports that %s', async ([details, body]) => {
  const { api } = await useEmulator()
  expect(await api.call('POST', '/inquiries', body)).toMatchObject({
    status: 400,
    body: { errors: [{ title: 'Bad Request', details }] },
  })
})

test('names each problem of a body', async () => {
  const { api } = await useEmulator()
  const { body } = await api.call('POST', '/inquiries', {
    data: { attributes: { note: 1, tags: 'new' } },
  })
  expect(body).toEqual({
    errors: [
      { title: 'Bad Request', details: 'data.attributes.note must be a string' },
      { title: 'Bad Request', details: 'data.attributes.tags must be an array' },
    ],
  })
})

test.for([
  ['Persona-Version', '2019-01-01'],
  ['Persona-Version', 'latest'],
  ['Key-Inflection', 'pascal'],
] as const)('refuses the %s %s', async ([name, value]) => {
  const { persona } = await useEmulator()
  const headers = { Authorization: `Bearer ${persona.apiKey}`, [name]: value }
  const { status, body } = await createApiClient(persona, headers).call('GET', '/inquiries')
  expect(status).toBe(400)
  expect(body).toMatchObject({ errors: [{ details: textWith(`${name} must be one of`) }] })
})

test.for(['2020-05-18', '2023-01-05', '2026-09-29'])(
  'accepts the API version %s',
  async (version) => {
    const { persona } = await useEmulator()
    const headers = { Authorization: `Bearer ${persona.apiKey}`, 'Persona-Version': version }
    expect((await createApiClient(persona, headers).call('GET', '/inquiries')).status).toBe(200)
  },
)
