import { expect, test } from 'vitest'
import { send, textAt } from '../../testing/api-client.ts'
import { textWith } from '../../testing/matchers.ts'
import { watchEvents } from '../../testing/watch-events.ts'
import { useEmulator } from '../../testing/use-emulator.ts'

const details = { 'name-first': 'Ada', 'name-last': 'Lovelace', birthdate: '1990-12-10' }
const expired = (report: string) => ({ status: 409, body: { outcome: 'expired', report } })

test('opens a created inquiry without a token, with a session of the widget', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const { status, body } = await api.visit(inquiryId)
  expect(status).toBe(200)
  expect(body).toMatchObject({ outcome: 'ready', status: 'created', step: 'consent' })
  expect(persona.sessions(inquiryId)).toMatchObject([
    { createdBy: 'widget', status: 'active', loadedByWidget: 1 },
  ])
})

test('consent makes the inquiry pending', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const token = textAt((await api.visit(inquiryId)).body, 'sessionToken')
  await api.answer(token, 'consent')
  expect(persona.inquiries()).toMatchObject([{ status: 'pending', step: 'details' }])
})

test('a new session has the saved answers and step', async () => {
  const { api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const token = textAt((await api.visit(inquiryId)).body, 'sessionToken')
  await api.answer(token, 'consent')
  await api.answer(token, 'details', details)
  const { body } = await api.visit(inquiryId, await api.resume(inquiryId))
  expect(body).toMatchObject({ status: 'pending', step: 'document', answers: details })
})

test('the last step finishes the inquiry', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId, step: 'review' })
  const { body } = await api.answer(await api.resume(inquiryId), 'review')
  expect(body).toMatchObject({
    status: 'completed',
    step: 'done',
    fields: { birthdate: { type: 'date', value: '1990-12-10' } },
  })
})

test.for([
  ['a missing answer', 'details', { 'name-first': 'Ada' }, 'name-last'],
  ['an empty answer', 'document', { document: ' ' }, 'document'],
  ['an unknown step', 'dance', {}, 'step'],
  ['a step that the person has not come to', 'review', {}, 'step'],
] as const)('refuses %s', async ([, step, answers, missing]) => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  const answer = await api.answer(await api.resume(inquiryId), step, answers)
  expect(answer).toMatchObject({ status: 422, body: { outcome: 'invalid', missing } })
})

test('an earlier step may be answered again', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  const { status, body } = await api.answer(await api.resume(inquiryId), 'details', {
    ...details,
    'name-first': 'Grace',
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({ step: 'document', answers: { 'name-first': 'Grace' } })
})

test('a pending inquiry does not open without a token', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  expect(await api.visit(inquiryId)).toMatchObject(expired('unauthenticated'))
})

test("a token opens no other person's inquiry", async () => {
  const { api } = await useEmulator()
  const token = await api.resume(await api.createInquiry())
  const otherId = await api.createInquiry()
  expect(await api.visit(otherId, token)).toMatchObject(expired('unauthenticated'))
})

test('a token of another emulator opens nothing', async () => {
  const { api } = await useEmulator()
  const other = await useEmulator()
  const token = await other.api.resume(await other.api.createInquiry())
  expect(await api.visit(await api.createInquiry(), token)).toMatchObject(
    expired('unauthenticated'),
  )
})

test('a session ends at its time', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const token = await api.resume(inquiryId)
  persona.simulate.advanceTime({ seconds: 86_401 })
  expect(await api.visit(inquiryId, token)).toMatchObject(expired('unauthenticated'))
})

test('a finished inquiry does not open', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const token = await api.resume(inquiryId)
  persona.simulate.decideInquiry({ inquiryId, status: 'approved' })
  expect(await api.visit(inquiryId, token)).toMatchObject(expired('unauthenticated'))
})

test.for(['unauthenticated', 'unknown', 'none'] as const)(
  'a killed session reports %s at once, at the next load and at the next answer',
  async (report) => {
    const { persona, api } = await useEmulator()
    const inquiryId = await api.createInquiry()
    persona.simulate.startInquiry({ inquiryId })
    const token = await api.resume(inquiryId)
    await api.visit(inquiryId, token)
    const [session] = persona.sessions(inquiryId)
    const events = await watchEvents(persona, String(session?.id))
    persona.simulate.killSession({ inquiryId, report })
    expect(await events.next()).toEqual({ name: 'session-ended', report })
    expect(await api.visit(inquiryId, token)).toMatchObject(expired(report))
    expect(await api.answer(token, 'document', { document: 'a.png' })).toMatchObject(
      expired(report),
    )
    expect(persona.sessions(inquiryId)).toMatchObject([{ status: 'expired' }])
  },
)

test('a widget that subscribes late is notified that its session has ended', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  await api.resume(inquiryId)
  const [session] = persona.sessions(inquiryId)
  persona.simulate.killSession({ inquiryId })
  const events = await watchEvents(persona, String(session?.id))
  expect(await events.next()).toMatchObject({ name: 'session-ended' })
})

test('every session ends on load while the fault is active, for one inquiry or for all', async () => {
  const { persona, api } = await useEmulator()
  const spared = await api.createInquiry()
  const inquiryId = await api.createInquiry()
  persona.simulate.killOnLoad({ inquiryId, report: 'unknown' })
  expect(await api.visit(inquiryId)).toMatchObject(expired('unknown'))
  const token = await api.resume(inquiryId)
  expect(await api.visit(inquiryId, token)).toMatchObject(expired('unknown'))
  expect((await api.visit(spared)).status).toBe(200)
  persona.simulate.killOnLoad({ inquiryId, report: 'never' })
  expect((await api.visit(inquiryId, await api.resume(inquiryId))).status).toBe(200)
})

test('a widget fails to start as often as `times` says', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.widget({ behavior: 'hang', times: 1 })
  expect((await api.visit(inquiryId)).body).toEqual({ outcome: 'hang' })
  persona.simulate.widget({ behavior: 'crash', inquiryId, times: 1 })
  expect((await api.visit(inquiryId)).body).toEqual({
    outcome: 'error',
    error: { status: 0, code: 'application_error' },
  })
  persona.simulate.widget({ behavior: 'error', status: 500, code: 'unknown', times: 1 })
  expect((await api.visit(inquiryId)).body).toEqual({
    outcome: 'error',
    error: { status: 500, code: 'unknown' },
  })
  expect((await api.visit(inquiryId)).body).toMatchObject({ outcome: 'ready' })
})

test('a widget that hangs leaves its session unused', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const token = await api.resume(inquiryId)
  persona.simulate.widget({ behavior: 'hang' })
  await api.visit(inquiryId, token)
  await api.visit(inquiryId)
  expect(await api.resume(inquiryId)).toBe(token)
  expect(persona.sessions(inquiryId)).toMatchObject([{ status: 'new', loadedByWidget: 0 }])
})

test.for([{ behavior: 'crash' }, { behavior: 'error', status: 500, code: 'unknown' }] as const)(
  'a widget has used its session when it fails: %j',
  async (fault) => {
    const { persona, api } = await useEmulator()
    const inquiryId = await api.createInquiry()
    const token = await api.resume(inquiryId)
    persona.simulate.widget(fault)
    await api.visit(inquiryId, token)
    expect(persona.sessions(inquiryId)).toMatchObject([{ status: 'active', loadedByWidget: 1 }])
    expect(await api.resume(inquiryId)).not.toBe(token)
  },
)

test('a slow widget starts after one that was requested later', async () => {
  const { persona, api } = await useEmulator()
  const slowId = await api.createInquiry()
  const otherId = await api.createInquiry()
  persona.simulate.widget({ behavior: 'slow', delay: 300, inquiryId: slowId })
  const slow = api.visit(slowId)
  const first = await Promise.race([slow, api.visit(otherId)])
  expect(textAt(first.body, 'inquiryId')).toBe(otherId)
  expect(textAt((await slow).body, 'inquiryId')).toBe(slowId)
})

test('sends a reported error to open widgets', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  await api.visit(inquiryId)
  const [session] = persona.sessions(inquiryId)
  const events = await watchEvents(persona, String(session?.id))
  persona.simulate.reportError({ inquiryId, status: 1, code: 'camera_error' })
  expect(await events.next()).toEqual({
    name: 'sdk-error',
    error: { status: 1, code: 'camera_error' },
  })
})

test.for([
  ['neither an inquiry nor a template', {}, 400, 'invalid_config'],
  ['an unknown template', { templateId: 'itmpl_x' }, 422, 'inactive_template'],
  ['an unknown inquiry', { inquiryId: 'inq_x' }, 404, 'unknown'],
] as const)('responds to %s with an SDK error', async ([, visit, status, code]) => {
  const { persona } = await useEmulator()
  const answer = await send(`${persona.origin}/widget/api/visits`, 'POST', visit)
  expect(answer).toMatchObject({ status, body: { outcome: 'error', error: { status, code } } })
})

test('a widget with a template creates an inquiry', async () => {
  const { persona } = await useEmulator()
  const { templateId } = persona
  const answer = await send(`${persona.origin}/widget/api/visits`, 'POST', { templateId })
  expect(answer.body).toMatchObject({ outcome: 'ready', step: 'consent' })
  expect(persona.inquiries()).toHaveLength(1)
})

test('accepts fields of text, and ignores others', async () => {
  const { persona } = await useEmulator()
  const fields = { 'name-first': 'Grace', 'name-last': null, odd: { toString: 1, valueOf: 1 } }
  const { status } = await send(`${persona.origin}/widget/api/visits`, 'POST', {
    templateId: persona.templateId,
    fields,
  })
  expect(status).toBe(200)
  expect(persona.inquiries()).toMatchObject([{ answers: { 'name-first': 'Grace' } }])
  expect(Object.keys(persona.inquiries()[0]?.answers ?? {})).toEqual(['name-first'])
})

test('a widget with a template version and fields creates an inquiry with them', async () => {
  const { persona, api } = await useEmulator()
  const { body } = await api.call('GET', `/inquiries/${await api.createInquiry()}`)
  persona.simulate.publishTemplateVersion({ steps: shortened })
  const versionId = textAt(body, 'data', 'relationships', 'inquiry-template-version', 'data', 'id')
  const answer = await send(`${persona.origin}/widget/api/visits`, 'POST', {
    templateVersionId: versionId,
    referenceId: 'grace',
    fields: { 'name-first': 'Grace' },
  })
  expect(answer.body).toMatchObject({ step: 'consent', answers: { 'name-first': 'Grace' } })
  expect(persona.inquiries().at(-1)).toMatchObject({ referenceId: 'grace' })
})

const shortened = [
  { name: 'agree', type: 'consent', title: 'Before we begin' },
  { name: 'end', type: 'done', title: 'Thank you' },
] as const

test('an inquiry keeps the steps of the version that it was created with', async () => {
  const { persona, api } = await useEmulator()
  const earlier = await api.createInquiry()
  persona.simulate.publishTemplateVersion({ steps: shortened })
  const later = await api.createInquiry()
  expect((await api.visit(earlier)).body).toMatchObject({ step: 'consent' })
  const { body } = await api.visit(later)
  expect(body).toMatchObject({ step: 'agree', steps: shortened })
  expect((await api.answer(textAt(body, 'sessionToken'), 'agree')).body).toMatchObject({
    status: 'completed',
    step: 'end',
  })
})

test('an answer that a step omits is not kept from before', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId, step: 'review' })
  await api.answer(await api.resume(inquiryId), 'document', { document: 'again.png' })
  const [inquiry] = persona.inquiries()
  expect(inquiry).toMatchObject({ step: 'review', answers: { document: 'again.png' } })
  expect(inquiry?.answers).not.toHaveProperty('identification-class')
})

test('refuses a value that is not among the choices', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  const answers = { document: 'a.png', 'identification-class': 'library-card' }
  expect(await api.answer(await api.resume(inquiryId), 'document', answers)).toMatchObject({
    status: 422,
    body: { outcome: 'invalid', missing: 'identification-class' },
  })
})

test('returns the same link for another device until it is opened, with the same style', async () => {
  const { persona, api } = await useEmulator({ sessionCap: 2 })
  const inquiryId = await api.createInquiry()
  const token = textAt((await api.visit(inquiryId)).body, 'sessionToken')
  const ask = () =>
    send(
      `${persona.origin}/widget/api/handoffs`,
      'POST',
      { styleVariant: 'dark' },
      { Authorization: `Bearer ${token}` },
    )
  const link = textAt((await ask()).body, 'link')
  expect(link).toMatch(/^http:\/\/localhost:\d+\/verify\?code=[\w-]+&style-variant=dark$/)
  expect((await ask()).body).toMatchObject({ link, picture: textWith('<svg') })
  await api.visit(inquiryId, await tokenBehind(link))
  expect(await ask()).toMatchObject({
    status: 403,
    body: { outcome: 'error', error: { status: 403, message: 'Too many sessions' } },
  })
})

test('a link to another device lives as long as the creation of the inquiry says', async () => {
  const { persona, api } = await useEmulator()
  persona.simulate.freezeTime()
  const inquiryId = await api.createInquiry({ 'one-time-link-expiration-seconds': 60 })
  const token = textAt((await api.visit(inquiryId)).body, 'sessionToken')
  const authorization = { Authorization: `Bearer ${token}` }
  const address = `${persona.origin}/widget/api/handoffs`
  const link = textAt((await send(address, 'POST', {}, authorization)).body, 'link')
  persona.simulate.advanceTime({ seconds: 61 })
  expect((await fetch(link, { redirect: 'manual' })).headers.get('Location')).toBeNull()
})

/** Returns the token of the session that a link opens. */
async function tokenBehind(link: string): Promise<string> {
  const { headers } = await fetch(link, { redirect: 'manual' })
  const address = new URL(headers.get('Location') ?? '', link)
  return address.searchParams.get('session-token') ?? ''
}

test('serves the widget uncached, and nothing outside its folder', async () => {
  const { persona } = await useEmulator()
  const page = await send(`${persona.origin}/widget?inquiry-id=inq_x`, 'GET')
  expect(page.status).toBe(200)
  expect(page.headers.get('Cache-Control')).toBe('no-store')
  expect(page.headers.get('Referrer-Policy')).toBe('no-referrer')
  const script = await send(`${persona.origin}/widget/assets/main.js`, 'GET')
  expect(script.headers.get('Content-Type')).toContain('text/javascript')
  for (const path of ['tsconfig.json', '..%2findex.js', 'missing.js']) {
    expect((await send(`${persona.origin}/widget/assets/${path}`, 'GET')).status).toBe(404)
  }
})

test('saves no answers that arrive after the inquiry was decided', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId, step: 'review' })
  const token = await api.resume(inquiryId)
  const body = new TransformStream<Uint8Array, Uint8Array>()
  const writer = body.writable.getWriter()
  const answering = fetch(`${persona.origin}/widget/api/answers`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: body.readable,
    duplex: 'half',
  })
  await writer.write(new TextEncoder().encode('{"step":"review",'))
  persona.simulate.decideInquiry({ inquiryId, status: 'approved' })
  await writer.write(new TextEncoder().encode('"answers":{},"outcome":"completed"}'))
  await writer.close()
  expect((await answering).status).toBe(409)
  expect(persona.inquiries()).toMatchObject([{ status: 'approved' }])
})
