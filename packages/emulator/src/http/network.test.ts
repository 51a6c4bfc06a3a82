import { request } from 'node:http'
import { expect, test } from 'vitest'
import { send } from '../../testing/api-client.ts'
import { useEmulator } from '../../testing/use-emulator.ts'
import { watchEvents } from '../../testing/watch-events.ts'

test('a cut network resets everything but the controls, until it is restored', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  await api.visit(inquiryId)
  const [session] = persona.sessions(inquiryId)
  const events = await watchEvents(persona, String(session?.id))
  await send(`${persona.origin}/_emulator/simulate/cut-network`, 'POST')
  await expect(events.next()).rejects.toThrow('terminated')
  await expect(api.call('GET', '/inquiries')).rejects.toThrow('fetch failed')
  await expect(send(`${persona.origin}/widget`, 'GET')).rejects.toThrow('fetch failed')
  expect((await send(`${persona.origin}/_emulator/state`, 'GET')).status).toBe(200)
  await send(`${persona.origin}/_emulator/simulate/restore-network`, 'POST')
  expect((await api.call('GET', '/inquiries')).status).toBe(200)
})

test.for(['127.0.0.1', '::1'])('listens on %s', async (host) => {
  const { persona } = await useEmulator()
  const port = new URL(persona.origin).port
  const status = await new Promise((resolve, reject) => {
    request({ host, port, path: '/widget' }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
  expect(status).toBe(200)
})
