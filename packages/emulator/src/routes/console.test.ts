import { request } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import type { PersonaEmulator } from '../emulator.ts'
import { send, textAt } from '../../testing/api-client.ts'
import { textWith } from '../../testing/matchers.ts'
import { useEmulator } from '../../testing/use-emulator.ts'

const get = (persona: PersonaEmulator, path: string) =>
  send(`${persona.origin}/_emulator/${path}`, 'GET')

const post = (persona: PersonaEmulator, path: string, body?: unknown) =>
  send(`${persona.origin}/_emulator/${path}`, 'POST', body)

/** Calls `/_emulator` by any host name, as a browser does after DNS rebinding. */
function callAs(
  persona: PersonaEmulator,
  host: string,
  path = 'state',
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${persona.origin}/_emulator/${path}`, { headers: { Host: host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

test('the page and its files are served without a build', async () => {
  const { persona } = await useEmulator()
  const page = await get(persona, '')
  expect(page.headers.get('Content-Type')).toContain('text/html')
  for (const path of [
    'assets/main.js',
    'assets/styles/theme.css',
    'assets/parts/icons.js',
    'assets/lit-html/lit-html.js',
    'assets/lit-html/directives/repeat.js',
  ]) {
    expect([path, (await get(persona, path)).status]).toEqual([path, 200])
  }
})

test.for(['assets/nothing.js', 'assets/../routes/console.js', 'assets/lit-html/package.json'])(
  'there is no %s',
  async (path) => {
    const { persona } = await useEmulator()
    expect((await get(persona, path.replace('..', '%2e%2e'))).status).toBe(404)
  },
)

test('no response contains a token, a key, a code or a secret', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  const token = await api.resume(inquiryId)
  const made = await api.call('POST', '/inquiries', {
    data: { attributes: { 'inquiry-template-id': persona.templateId } },
    meta: { 'auto-create-inquiry-session': true, 'auto-create-one-time-link': true },
  })
  const otherToken = textAt(made.body, 'meta', 'session-token')
  const [session] = persona.sessions(inquiryId)
  await api.call('POST', `/inquiries?echo=${token}`, { token, key: persona.apiKey })
  await send(`${persona.apiUrl}/inquiries`, 'GET', undefined, {
    Authorization: 'Bearer somebody-elses-key',
    'X-Echo': persona.apiKey,
  })
  await api.call('GET', `/inquiry-sessions/${token}`)
  await api.call('GET', `/inquiries/${token}`)
  const links: string[] = []
  for (const path of [
    `/inquiries/${inquiryId}/generate-one-time-link`,
    `/inquiry-sessions/${session?.id}/generate-one-time-link`,
  ]) {
    const { body } = await api.call('POST', path)
    links.push(textAt(body, 'meta', 'one-time-link'), textAt(body, 'meta', 'one-time-link-short'))
  }
  links.push(
    textAt(made.body, 'meta', 'one-time-link'),
    textAt(made.body, 'meta', 'one-time-link-short'),
  )
  const codes = links.map((link) => {
    const { searchParams, pathname } = new URL(link)
    return searchParams.get('code') ?? pathname.split('/').at(-1) ?? ''
  })
  const list = await get(persona, 'requests')
  const ids = [...JSON.stringify(list.body).matchAll(/"id":"(req_\w+)"/g)].map(([, id]) => id)
  expect(ids).toHaveLength(persona.calls().length)
  const paths = ['', 'state', 'calls', 'overview', 'faults', 'inquiries', 'sessions', 'links']
  paths.push('requests', 'webhooks', 'webhook-deliveries', `inquiries/${inquiryId}`)
  paths.push(...ids.map((id) => `requests/${id}`))
  const answers = await Promise.all(
    paths.map(async (path) => JSON.stringify((await get(persona, path)).body)),
  )
  const shown = answers.join('\n')
  expect(shown).toContain('[session token]')
  expect(shown).toContain('[link code]')
  expect(shown).toContain('[API key]')
  const secrets = [token, otherToken, persona.apiKey, persona.webhookSecret, 'somebody-elses-key']
  for (const secret of [...secrets, ...codes]) {
    expect(secret.length).toBeGreaterThan(5)
    expect(shown.includes(secret)).toBe(false)
  }
})

test('keeps the messages of the newest 500 requests, and every call', async () => {
  const { persona, api } = await useEmulator({ requestsPerMinute: Infinity })
  for (let count = 0; count < 510; count += 1) await api.call('GET', `/inquiries?page[size]=1`)
  expect((await get(persona, 'requests')).body).toMatchObject({ matching: 500 })
  expect(persona.calls()).toHaveLength(510)
})

test('truncates a long body, and does not keep one that is too large', async () => {
  const { persona, api } = await useEmulator()
  await api.call('POST', '/inquiries', JSON.stringify({ text: 'a'.repeat(100_000) }))
  const { body } = await get(persona, 'requests')
  const id = /req_\w+/.exec(JSON.stringify(body))?.[0]
  const shown = JSON.stringify((await get(persona, `requests/${id}`)).body)
  expect(shown.length).toBeLessThan(70_000)
})

test('keeps the messages of calls in the same process', async () => {
  const { persona } = await useEmulator()
  await persona.fetch(`${persona.apiUrl}/inquiries`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${persona.apiKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ data: { attributes: { 'inquiry-template-id': persona.templateId } } }),
  })
  expect(persona.inquiries()).toHaveLength(1)
  const id = /req_\w+/.exec(JSON.stringify((await get(persona, 'requests')).body))?.[0]
  expect((await get(persona, `requests/${id}`)).body).toMatchObject({
    request: { body: textWith(persona.templateId) },
    response: { body: textWith(String(persona.inquiries()[0]?.id)) },
  })
})

test('finds and counts inquiries by id, reference and status', async () => {
  const { persona, api } = await useEmulator({ requestsPerMinute: Infinity })
  const inquiryId = await api.createInquiry({ 'auto-create-account-reference-id': 'lovelace-1815' })
  for (let count = 0; count < 120; count += 1) await post(persona, 'inquiries')
  persona.simulate.startInquiry({ inquiryId })
  for (const query of [`search=${inquiryId.slice(0, 12)}`, 'search=LOVELACE', 'status=pending']) {
    const { body } = await get(persona, `inquiries?${query}`)
    expect(body).toMatchObject({ rows: [{ id: inquiryId }], matching: 1 })
  }
  const all = JSON.stringify((await get(persona, 'inquiries')).body)
  expect(all.match(/"id"/g)).toHaveLength(100)
  expect(all).toContain('"matching":121')
})

test('describes every fault and its argument', async () => {
  const { persona } = await useEmulator()
  const { body } = await get(persona, 'faults')
  expect(body).toHaveLength(Object.keys(persona.simulate).length)
  expect(body).toContainEqual({
    name: 'advanceTime',
    address: 'advance-time',
    group: 'Time',
    label: 'Advance the clock',
    summary: expect.any(String) as unknown,
    argument: expect.objectContaining({ required: ['seconds'] }) as unknown,
  })
})

test('redirects to the hosted flow, with a token only where one is needed', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const open = () =>
    fetch(`${persona.origin}/_emulator/inquiries/${inquiryId}/open`, {
      method: 'POST',
      redirect: 'manual',
    })
  const first = await open()
  expect(first.status).toBe(303)
  const flow = `${persona.origin}/verify?inquiry-id=${inquiryId}`
  expect(first.headers.get('Location')).toBe(flow)
  expect(persona.sessions(inquiryId)).toEqual([])
  persona.simulate.startInquiry({ inquiryId })
  expect((await open()).headers.get('Location')).toEqual(textWith(`${flow}&session-token=`))
})

test.for([
  ['inq_used', 403, 'It has been opened too many times.'],
  ['inq_done', 409, 'Inquiry is completed and cannot be resumed.'],
  ['inq_none', 404, 'Record not found.'],
] as const)('shows on a page why the flow of %s cannot be opened', async ([id, status, text]) => {
  const { persona } = await useEmulator({
    seed: {
      inquiries: [
        { id: 'inq_used', status: 'pending', usedSessions: 25 },
        { id: 'inq_done', status: 'completed' },
      ],
    },
  })
  const answer = await fetch(`${persona.origin}/_emulator/inquiries/${id}/open`, { method: 'POST' })
  expect(answer.status).toBe(status)
  expect(answer.headers.get('Content-Type')).toContain('text/html')
  expect(await answer.text()).toContain(text)
})

test('creates an inquiry with the given reference id', async () => {
  const { persona } = await useEmulator()
  expect((await post(persona, 'inquiries', { referenceId: 'ada' })).status).toBe(201)
  expect((await post(persona, 'inquiries')).status).toBe(201)
  expect((await post(persona, 'inquiries', { referenceId: 1 })).status).toBe(400)
  expect(persona.inquiries().map(({ referenceId }) => referenceId)).toEqual(['ada', null])
})

test.for(['evil.example', 'evil.example:4010', 'localhost.evil.example'])(
  'refuses another host name: %j',
  async (host) => {
    const { persona } = await useEmulator()
    expect(await callAs(persona, host)).toBe(403)
  },
)

test('refuses another host name from the widget, too', async () => {
  const { persona } = await useEmulator()
  expect(await callAs(persona, 'evil.example', 'messages')).toBe(403)
})

test.for(['localhost:1', '127.0.0.1', '[::1]:80', '192.168.1.5:4010'])(
  'accepts the host name %s',
  async (host) => {
    const { persona } = await useEmulator()
    expect(await callAs(persona, host)).toBe(200)
  },
)

test('the routes for the page alone are refused to pages of other origins', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  for (const path of ['requests', 'overview', `inquiries/${inquiryId}`]) {
    const response = await fetch(`${persona.origin}/_emulator/${path}`, {
      headers: { Origin: 'http://localhost:1' },
    })
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    expect(response.status).toBe(403)
  }
  const answer = await send(
    `${persona.origin}/_emulator/inquiries/${inquiryId}/redact`,
    'POST',
    undefined,
    { Origin: 'http://localhost:1' },
  )
  expect(answer).toMatchObject({ status: 403, body: { error: textWith('page at /_emulator') } })
})

test('notifies once about many changes', async () => {
  const { persona, api } = await useEmulator({ requestsPerMinute: Infinity })
  const stopped = new AbortController()
  onTestFinished(() => stopped.abort())
  const stream = await fetch(`${persona.origin}/_emulator/events`, { signal: stopped.signal })
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toContain('event: listening')
  const inquiryIds = await Promise.all(Array.from({ length: 50 }, () => api.createInquiry()))
  expect(inquiryIds).toHaveLength(50)
  persona.simulate.startInquiry({ inquiryId: String(inquiryIds[0]) })
  const received = (await reader?.read())?.value ?? ''
  expect(received.match(/event: changed/g)).toHaveLength(1)
})
