import { describe, expect, test } from 'vitest'
import { type ApiClient, send, textAt } from '../../testing/api-client.ts'
import { useEmulator } from '../../testing/use-emulator.ts'

const minute = 60

async function linksOf(api: ApiClient, path: string, body?: unknown) {
  const answer = await api.call('POST', `${path}/generate-one-time-link`, body)
  return {
    link: textAt(answer.body, 'meta', 'one-time-link'),
    short: textAt(answer.body, 'meta', 'one-time-link-short'),
  }
}

/** Opens an address as a browser without a session does. */
async function open(address: string) {
  const answer = await fetch(address, { redirect: 'manual' })
  const target = new URL(answer.headers.get('Location') ?? '/', address)
  return { status: answer.status, headers: answer.headers, target, text: await answer.text() }
}

async function begin(options?: Parameters<typeof useEmulator>[0]) {
  const { persona, api } = await useEmulator(options)
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  return { persona, api, inquiryId, path: `/inquiries/${inquiryId}` }
}

describe('a one-time link', () => {
  test('opens its inquiry with a new session', async () => {
    const { persona, api, inquiryId, path } = await begin()
    const { link } = await linksOf(api, path)
    const { status, target } = await open(link)
    expect(status).toBe(303)
    expect(target.pathname).toBe('/verify')
    expect(target.searchParams.get('inquiry-id')).toBe(inquiryId)
    const token = target.searchParams.get('session-token') ?? ''
    expect((await api.visit(inquiryId, token)).body).toMatchObject({ outcome: 'ready' })
    expect(persona.sessions(inquiryId)).toMatchObject([{ createdBy: 'widget' }])
  })

  test('has a short form that opens the same', async () => {
    const { persona, api, inquiryId, path } = await begin()
    const { link, short } = await linksOf(api, path)
    expect(new URL(short).pathname).toMatch(/^\/go\/\w{8}$/)
    const first = await open(short)
    const second = await open(link)
    expect(first.status).toBe(303)
    expect(second.target.href).toBe(first.target.href)
    expect(persona.sessions(inquiryId)).toHaveLength(1)
  })

  test('is not used up by a HEAD request', async () => {
    const { persona, api, inquiryId, path } = await begin()
    const { link, short } = await linksOf(api, path)
    expect((await fetch(link, { method: 'HEAD' })).status).toBe(200)
    expect((await fetch(short, { method: 'HEAD' })).status).toBe(200)
    expect((await fetch(`${link}x`, { method: 'HEAD' })).status).toBe(404)
    expect(persona.sessions(inquiryId)).toEqual([])
    expect((await linksOf(api, path)).link).toBe(link)
  })

  test('can be opened again for five minutes, with the same session, and no longer', async () => {
    const { persona, api, inquiryId, path } = await begin()
    persona.simulate.freezeTime()
    const { link } = await linksOf(api, path)
    const first = await open(link)
    persona.simulate.advanceTime({ seconds: 5 * minute - 1 })
    expect((await open(link)).target.href).toBe(first.target.href)
    persona.simulate.advanceTime({ seconds: 1 })
    const late = await open(link)
    expect(late.status).toBe(410)
    expect(late.text).toContain('This link has already been used')
    expect(persona.sessions(inquiryId)).toHaveLength(1)
  })

  test('is not returned again after its use', async () => {
    const { api, path } = await begin()
    const { link } = await linksOf(api, path)
    expect((await linksOf(api, path)).link).toBe(link)
    await open(link)
    expect((await linksOf(api, path)).link).not.toBe(link)
  })

  test.for([
    ['24 hours', {}, undefined, 24 * 60 * minute],
    ['as long as the option says', { lifetimes: { oneTimeLink: 60 } }, undefined, 60],
    ['as long as the call says', {}, { meta: { 'expires-in-seconds': 90 } }, 90],
  ] as const)('is valid for %s', async ([, options, body, seconds]) => {
    const lifetimes = { start: 30 * 86_400, ...('lifetimes' in options && options.lifetimes) }
    const { persona, api, path } = await begin({ lifetimes })
    persona.simulate.freezeTime()
    const { link } = await linksOf(api, path, body)
    persona.simulate.advanceTime({ seconds: seconds - 1 })
    expect((await linksOf(api, path)).link).toBe(link)
    persona.simulate.advanceTime({ seconds: 1 })
    const late = await open(link)
    expect(late.status).toBe(410)
    expect(late.text).toContain('no longer valid')
    expect((await linksOf(api, path)).link).not.toBe(link)
  })

  test('expires with its inquiry, and stays expired after a resume', async () => {
    const { persona, api, inquiryId, path } = await begin()
    const { link } = await linksOf(api, path)
    persona.simulate.expireInquiry({ inquiryId })
    expect((await open(link)).status).toBe(410)
    expect((await api.call('POST', `${path}/generate-one-time-link`)).status).toBe(409)
    await api.resume(inquiryId)
    expect((await open(link)).status).toBe(410)
    const { link: another } = await linksOf(api, path)
    expect((await open(another)).status).toBe(303)
  })

  test('does not open when the inquiry is finished', async () => {
    const { persona, api, inquiryId, path } = await begin()
    const { link } = await linksOf(api, path)
    persona.simulate.decideInquiry({ inquiryId, status: 'completed' })
    expect((await open(link)).status).toBe(410)
  })

  test('does not open again once its session has ended', async () => {
    const { persona, api, inquiryId, path } = await begin()
    const { link } = await linksOf(api, path)
    await open(link)
    persona.simulate.killSession({ inquiryId })
    expect((await open(link)).status).toBe(410)
  })

  test('that is unknown shows a notice', async () => {
    const { persona } = await begin()
    for (const path of ['/verify?code=us1-nothing', '/go/nothing', '/verify?code=']) {
      const { status, text } = await open(`${persona.origin}${path}`)
      expect(status).toBe(404)
      expect(text).toContain('We don’t recognize this link')
    }
  })

  test('is refused at the session cap', async () => {
    const { api, inquiryId, path } = await begin({ sessionCap: 1 })
    await api.resume(inquiryId)
    const { status, text } = await open((await linksOf(api, path)).link)
    expect(status).toBe(403)
    expect(text).toContain('opened too many times')
  })

  test('of a session opens that session', async () => {
    const { persona, api, inquiryId, path } = await begin()
    const token = await api.resume(inquiryId)
    const [session] = persona.sessions(inquiryId)
    const { link } = await linksOf(api, `/inquiry-sessions/${session?.id}`)
    expect((await linksOf(api, path)).link).not.toBe(link)
    expect((await open(link)).target.searchParams.get('session-token')).toBe(token)
    expect(persona.sessions(inquiryId)).toHaveLength(1)
  })

  test('of a session expires with it', async () => {
    const { persona, api, inquiryId } = await begin()
    await api.resume(inquiryId)
    const [session] = persona.sessions(inquiryId)
    const path = `/inquiry-sessions/${session?.id}`
    const { link } = await linksOf(api, path)
    persona.simulate.killSession({ inquiryId })
    expect((await open(link)).status).toBe(410)
    expect((await api.call('POST', `${path}/generate-one-time-link`)).status).toBe(409)
  })

  test('to another device is valid for an hour, and the next one opens the same session', async () => {
    const { persona, api, inquiryId } = await begin()
    const authorization = { Authorization: `Bearer ${await api.resume(inquiryId)}` }
    const handOff = async () => {
      const answer = await send(`${persona.origin}/widget/api/handoffs`, 'POST', {}, authorization)
      return textAt(answer.body, 'link')
    }
    const link = await handOff()
    expect(await handOff()).toBe(link)
    persona.simulate.advanceTime({ seconds: 60 * minute })
    expect((await open(link)).status).toBe(410)
    const another = await handOff()
    expect((await open(another)).status).toBe(303)
    expect(persona.sessions(inquiryId)).toHaveLength(2)
  })

  test('keeps the other parameters of its address', async () => {
    const { api, path } = await begin()
    const { link } = await linksOf(api, path)
    const { target } = await open(`${link}&style-variant=dark&redirect-uri=https://host.example/`)
    expect(target.searchParams.get('style-variant')).toBe('dark')
    expect(target.searchParams.get('redirect-uri')).toBe('https://host.example/')
    expect(target.searchParams.has('code')).toBe(false)
  })
})

describe('the hosted flow', () => {
  test('cannot be framed by other sites, sends no referrer and is not cached', async () => {
    const { persona, inquiryId } = await begin()
    for (const query of [`inquiry-id=${inquiryId}`, 'code=unknown']) {
      const { headers } = await open(`${persona.origin}/verify?${query}`)
      expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN')
      expect(headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(headers.get('Cache-Control')).toBe('no-store')
    }
  })

  test('can frame the widget itself', async () => {
    const { persona } = await begin()
    const { headers } = await open(`${persona.origin}/widget`)
    expect(headers.get('X-Frame-Options')).toBeNull()
  })

  test.for([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,hello',
    'file:///etc/passwd',
    '/somewhere',
    'example.com/done',
    'https://',
    '',
  ])('refuses to lead to %j', async (address) => {
    const { persona, inquiryId } = await begin()
    const query = new URLSearchParams({ 'inquiry-id': inquiryId, 'redirect-uri': address })
    const { status, text } = await open(`${persona.origin}/verify?${query.toString()}`)
    expect(status).toBe(400)
    expect(text).toContain('Its redirect-uri is not allowed')
  })

  test('redirects to an app by its own scheme', async () => {
    const { persona, inquiryId } = await begin()
    const query = `inquiry-id=${inquiryId}&redirect-uri=myapp://done`
    expect((await open(`${persona.origin}/verify?${query}`)).status).toBe(200)
  })

  test.for([
    ['', 400],
    ['inquiry-id=inq_unknown', 404],
    ['inquiry-template-id=itmpl_unknown', 404],
    ['inquiry-template-version-id=itmplv_unknown', 404],
    ['inquiry-id=inq_unknown&inquiry-template-id=itmpl_unknown', 400],
  ] as const)('responds to /verify?%s with %i', async ([query, status]) => {
    const { persona } = await begin()
    expect((await open(`${persona.origin}/verify?${query}`)).status).toBe(status)
  })
})
