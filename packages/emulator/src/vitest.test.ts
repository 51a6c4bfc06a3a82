import { describe, expect, test } from 'vitest'
import { createApiClient } from '../testing/api-client.ts'
import { usePersonaEmulator } from './vitest.ts'

let origin = ''

describe('usePersonaEmulator', async () => {
  const persona = await usePersonaEmulator({
    seed: { inquiries: [{ id: 'inq_ada', status: 'pending' }] },
  })
  const api = createApiClient(persona)
  origin = persona.origin

  test.for(['first', 'second'])('a test starts with the data of the seed (%s)', async () => {
    expect(persona.inquiries()).toMatchObject([{ id: 'inq_ada', status: 'pending' }])
    expect(persona.calls()).toEqual([])
    await api.createInquiry()
    persona.simulate.decideInquiry({ inquiryId: 'inq_ada', status: 'approved' })
  })

  test('clears the faults of the test before: set', async () => {
    persona.simulate.failApi({ failure: 'status', status: 503 })
    expect((await api.call('GET', '/inquiries')).status).toBe(503)
  })

  test('clears the faults of the test before: cleared', async () => {
    const { status, headers } = await api.call('GET', '/inquiries')
    expect(status).toBe(200)
    expect(headers.get('RateLimit-Limit')).toBeNull()
  })
})

test('is closed after the last test of its describe', async () => {
  await expect(fetch(origin)).rejects.toThrow('fetch failed')
})
