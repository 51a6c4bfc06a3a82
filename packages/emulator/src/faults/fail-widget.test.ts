import { expect, test } from 'vitest'
import { send } from '../../testing/api-client.ts'
import { useEmulator } from '../../testing/use-emulator.ts'

test('fails the part that is set to fail, for the inquiry that was named', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const status = async (path: string) => (await send(`${persona.origin}${path}`, 'GET')).status
  const pages = {
    page: `/widget?inquiry-id=${inquiryId}`,
    assets: '/widget/assets/main.js',
    verify: `/verify?inquiry-id=${inquiryId}`,
  }
  for (const part of ['page', 'assets', 'verify'] as const) {
    persona.simulate.failWidget({ failure: 'status', status: 503, part })
    for (const [name, path] of Object.entries(pages)) {
      expect(await status(path)).toBe(name === part ? 503 : 200)
    }
    persona.simulate.clearFault({ fault: 'failWidget', part })
  }
  persona.simulate.failWidget({ failure: 'status', status: 503, inquiryId })
  expect(await status('/widget?inquiry-id=inq_other')).toBe(200)
  expect((await api.visit(await api.createInquiry())).status).toBe(200)
  expect((await api.visit(inquiryId)).status).toBe(503)
})

test('refuses the frame with the given header, as often as `times` says', async () => {
  const { persona } = await useEmulator()
  const headers = async () => (await send(`${persona.origin}/widget`, 'GET')).headers
  persona.simulate.refuseFrame({ times: 1 })
  expect((await headers()).get('X-Frame-Options')).toBe('DENY')
  expect((await headers()).has('X-Frame-Options')).toBe(false)
  persona.simulate.refuseFrame({ header: 'frame-ancestors' })
  expect((await headers()).get('Content-Security-Policy')).toBe("frame-ancestors 'none'")
  persona.simulate.refuseFrame({ header: 'none' })
  expect((await headers()).has('Content-Security-Policy')).toBe(false)
})
