import { afterEach, expect, test, vi } from 'vitest'
import { createDeferred } from '../../testing/deferred.ts'
import { answering, inquiryBody, nowhere, scriptPersona } from '../../testing/scripted-persona.ts'
import { createPersonaApi, type PersonaApi } from './persona-api.ts'

afterEach(() => {
  vi.useRealTimers()
})

const counting = () => {
  const meta = { 'session-token': 'fresh', 'one-time-link': 'https://persona.test/verify' }
  const { persona, sent } = answering(inquiryBody({}, meta))
  const retrieve = (maxAge?: number) =>
    persona.retrieveInquiry('inq_1', maxAge === undefined ? {} : { maxAge })
  return { persona, sent, retrieve, calls: () => sent.length }
}

test('a retrieved inquiry is returned without a call, up to the maximum age', async () => {
  vi.useFakeTimers()
  const { retrieve, calls } = counting()
  const first = await retrieve(2000)
  await vi.advanceTimersByTimeAsync(1999)
  expect(await retrieve(2000)).toEqual(first)
  expect(calls()).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  await retrieve(2000)
  expect(calls()).toBe(2)
  await retrieve()
  await retrieve(2000)
  expect(calls()).toBe(4)
})

test.each([
  ['a session', (persona: PersonaApi) => persona.resumeInquiry('inq_1')],
  ['a link', (persona: PersonaApi) => persona.generateOneTimeLink('inq_1')],
  ['the end of its sessions', (persona: PersonaApi) => persona.expireInquiry('inq_1')],
  ['forgetInquiry', async (persona: PersonaApi) => persona.forgetInquiry('inq_1')],
])('an inquiry is retrieved again after %s', async (_name, change) => {
  const { persona, sent, retrieve } = counting()
  await retrieve(2000)
  await change(persona)
  await retrieve(2000)
  expect(sent.filter(({ method }) => method === 'GET')).toHaveLength(2)
})

test('an inquiry is retrieved again if it changed during the call', async () => {
  const asked = createDeferred<void>()
  const answered = createDeferred<void>()
  const { fetch, sent } = scriptPersona(async () => {
    asked.resolve()
    await answered.promise
    return Response.json(inquiryBody())
  })
  const persona = createPersonaApi({ ...nowhere, fetch })
  const early = persona.retrieveInquiry('inq_1', { maxAge: 2000 })
  await asked.promise
  persona.forgetInquiry('inq_1')
  answered.resolve()
  await early
  await persona.retrieveInquiry('inq_1', { maxAge: 2000 })
  expect(sent).toHaveLength(2)
})
