import { expect, test } from 'vitest'
import { createPersonaEmulator } from '../create-persona-emulator.ts'
import { type Answer, createApiClient } from '../../testing/api-client.ts'
import { useEmulator } from '../../testing/use-emulator.ts'

function limitOf({ headers }: Answer) {
  const numberIn = (name: string) => {
    const text = headers.get(`RateLimit-${name}`)
    return text === null ? null : Number(text)
  }
  return { limit: numberIn('Limit'), remaining: numberIn('Remaining'), reset: numberIn('Reset') }
}

test('sends the rate limit headers with every response', async () => {
  const { persona, api } = await useEmulator()
  persona.simulate.advanceTime({ seconds: 3600 })
  expect(limitOf(await api.call('GET', '/inquiries'))).toEqual({
    limit: 300,
    remaining: 299,
    reset: 60,
  })
  persona.simulate.advanceTime({ seconds: 10 })
  const { limit, remaining, reset } = limitOf(await api.call('GET', '/inquiries/inq_unknown'))
  expect({ limit, remaining }).toEqual({ limit: 300, remaining: 298 })
  expect(reset).toBeLessThanOrEqual(50)
  expect(reset).toBeGreaterThan(45)
})

test('refuses what is over the limit, until 60 seconds after the first call', async () => {
  const { persona, api } = await useEmulator({ requestsPerMinute: 2 })
  await api.call('GET', '/inquiries')
  persona.simulate.advanceTime({ seconds: 30 })
  await api.call('GET', '/inquiries')
  const refused = await api.call('GET', '/inquiries')
  expect(refused.status).toBe(429)
  expect(refused.body).toEqual({
    errors: [
      {
        title: 'Rate limit exceeded',
        details: 'You have hit your rate limit of 2 requests / min.',
      },
    ],
  })
  expect(limitOf(refused)).toMatchObject({ limit: 2, remaining: 0 })
  persona.simulate.advanceTime({ seconds: 30 })
  expect((await api.call('GET', '/inquiries')).status).toBe(200)
})

test('refuses a call before it takes effect', async () => {
  const { persona, api } = await useEmulator({ requestsPerMinute: 1 })
  await api.createInquiry()
  const body = { data: { attributes: { 'inquiry-template-id': persona.templateId } } }
  expect((await api.call('POST', '/inquiries', body)).status).toBe(429)
  expect(persona.inquiries()).toHaveLength(1)
})

test('neither counts a call without the key nor sends it headers', async () => {
  const { persona, api } = await useEmulator({ requestsPerMinute: 1 })
  const stranger = await createApiClient(persona, {}).call('GET', '/inquiries')
  expect(limitOf(stranger)).toEqual({ limit: null, remaining: null, reset: null })
  expect((await api.call('GET', '/inquiries')).status).toBe(200)
})

test('has no limit and no headers when it is infinite', async () => {
  const { api } = await useEmulator({ requestsPerMinute: Infinity })
  const answer = await api.call('GET', '/rate-limits')
  expect(limitOf(answer)).toEqual({ limit: null, remaining: null, reset: null })
  expect(answer.body).toEqual({ data: [] })
})

test('starts over on reset', async () => {
  const { persona, api } = await useEmulator({ requestsPerMinute: 1 })
  await api.call('GET', '/inquiries')
  persona.reset()
  expect((await api.call('GET', '/inquiries')).status).toBe(200)
})

test.for([0, -1, 1.5, NaN])('does not start with a limit of %d', async (requestsPerMinute) => {
  await expect(createPersonaEmulator({ requestsPerMinute })).rejects.toThrow('requestsPerMinute')
})

test('lists the limit as Persona does', async () => {
  const { api } = await useEmulator({ requestsPerMinute: 5 })
  const { body } = await api.call('GET', '/rate-limits')
  const attributes = { limit: 5, remaining: 4, 'seconds-to-reset': 60 }
  expect(body).toEqual({ data: [{ type: 'rate-limit/api', attributes }] })
})
