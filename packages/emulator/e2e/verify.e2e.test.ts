import { describe, expect, test } from 'vitest'
import { textAt } from '../testing/api-client.ts'
import { chromium } from '../testing/chromium.ts'
import { serveFiles } from '../testing/serve-files.ts'
import { useEmulator } from '../testing/use-emulator.ts'
import { currentStep, untilStep, walkThrough, walkTo } from '../testing/walk-through.ts'

/** Starts an inquiry halfway, and opens a page for it. */
async function begin(attributes: Record<string, unknown> = {}) {
  const { persona, api } = await useEmulator()
  const { body } = await api.call('POST', '/inquiries', {
    data: { attributes: { 'inquiry-template-id': persona.templateId, ...attributes } },
  })
  const inquiryId = textAt(body, 'data', 'id')
  persona.simulate.startInquiry({ inquiryId })
  const address = (query: Record<string, string>) =>
    `${persona.origin}/verify?${new URLSearchParams(query).toString()}`
  return { persona, api, inquiryId, address, page: await chromium.openPage() }
}

/** Serves a page of the host for people who have finished. Returns its address. */
async function serveDestination(): Promise<string> {
  const origin = await serveFiles({ '/': '<!doctype html><title>Welcome back</title>' })
  return `${origin}/done?from=persona`
}

describe('the hosted flow', () => {
  test('redirects to the redirect-uri with the result', async () => {
    const { persona, api, inquiryId, address, page } = await begin({ 'reference-id': 'ada' })
    const destination = await serveDestination()
    const sessionToken = await api.resume(inquiryId)
    await page.goto(
      address({
        'inquiry-id': inquiryId,
        'session-token': sessionToken,
        'redirect-uri': destination,
      }),
    )
    await walkThrough(page)
    await page.waitForURL(`${new URL(destination).origin}/**`)
    const result = new URL(page.url()).searchParams
    expect(Object.fromEntries(result)).toMatchObject({
      from: 'persona',
      'inquiry-id': inquiryId,
      'reference-id': 'ada',
      status: 'completed',
      'fields[name-first][type]': 'string',
      'fields[name-first][value]': 'Ada',
    })
    expect(page.url()).not.toContain(sessionToken)
    expect(await page.evaluate('document.referrer')).toBe('')
    expect(persona.inquiries()).toMatchObject([{ status: 'completed' }])
  })

  test('redirects to the redirect-uri that the inquiry was created with, if the person failed', async () => {
    const destination = await serveDestination()
    const { api, inquiryId, address, page } = await begin({ 'redirect-uri': destination })
    const sessionToken = await api.resume(inquiryId)
    await page.goto(address({ 'inquiry-id': inquiryId, 'session-token': sessionToken }))
    await page.getByLabel('Fail').check()
    await walkThrough(page)
    await page.waitForURL(`${new URL(destination).origin}/**`)
    const result = new URL(page.url()).searchParams
    expect(result.get('status')).toBe('failed')
    expect(result.has('reference-id')).toBe(false)
  })

  test('redirects to an app by its own scheme', async () => {
    const { api, inquiryId, address, page } = await begin()
    const session = await page.context().newCDPSession(page)
    await session.send('Page.enable')
    const requested = new Promise<string>((resolve) => {
      session.on('Page.frameRequestedNavigation', ({ url }) => resolve(url))
    })
    await page.goto(
      address({
        'inquiry-id': inquiryId,
        'session-token': await api.resume(inquiryId),
        'redirect-uri': 'myapp://done',
      }),
    )
    await walkThrough(page)
    expect(await requested).toContain(`myapp://done?inquiry-id=${inquiryId}&status=completed`)
  })

  test('ends on a page without a button if there is no redirect-uri', async () => {
    const { api, inquiryId, address, page } = await begin()
    const sessionToken = await api.resume(inquiryId)
    await page.goto(address({ 'inquiry-id': inquiryId, 'session-token': sessionToken }))
    expect(await page.getByRole('button', { name: 'Close' }).count()).toBe(0)
    await walkTo(page, 'done')
    expect(await page.getByRole('button').count()).toBe(0)
  })

  test('creates one inquiry with a template, fields and a reference id', async () => {
    const { persona, address, page } = await begin()
    await page.goto(
      address({
        'inquiry-template-id': persona.templateId,
        'reference-id': 'grace',
        'fields[name-first]': 'Grace',
        'style-variant': 'dark',
        language: 'en',
        'environment-id': 'env_sandbox',
      }),
    )
    await untilStep(page, 'consent')
    await page.reload()
    await untilStep(page, 'consent')
    expect(persona.inquiries().slice(1)).toMatchObject([
      { referenceId: 'grace', answers: { 'name-first': 'Grace' } },
    ])
    expect(await page.locator('html').getAttribute('data-style-variant')).toBe('dark')
  })

  test('removes the token from the address, and still has it after a reload', async () => {
    const { persona, api, inquiryId, address, page } = await begin()
    const sessionToken = await api.resume(inquiryId)
    await page.goto(
      address({
        'inquiry-id': inquiryId,
        'session-token': sessionToken,
        'redirect-uri': 'https://host.example/',
      }),
    )
    const kept = address({ 'inquiry-id': inquiryId, 'redirect-uri': 'https://host.example/' })
    await page.waitForURL(kept)
    await page.reload()
    await untilStep(page, 'document')
    expect(persona.sessions(inquiryId)).toMatchObject([{ loadedByWidget: 2 }])
    const otherTab = await chromium.openPage()
    await otherTab.goto(page.url())
    await untilStep(otherTab, 'expired')
  })

  test('keeps the token in the address while the emulator cannot be reached', async () => {
    const { api, inquiryId, address, page } = await begin()
    const sessionToken = await api.resume(inquiryId)
    await page.route('**/visits', (route) => route.abort())
    await page.goto(address({ 'inquiry-id': inquiryId, 'session-token': sessionToken }))
    await untilStep(page, 'unreachable')
    expect(page.url()).toContain(sessionToken)
    await page.unroute('**/visits')
    await page.getByRole('button', { name: 'Try again' }).click()
    await untilStep(page, 'document')
  })

  test('shows that the session has ended, as the widget does', async () => {
    const { persona, api, inquiryId, address, page } = await begin()
    const sessionToken = await api.resume(inquiryId)
    await page.goto(address({ 'inquiry-id': inquiryId, 'session-token': sessionToken }))
    await untilStep(page, 'document')
    persona.simulate.killSession({ inquiryId })
    await untilStep(page, 'expired')
    expect(await page.getByRole('heading').textContent()).toBe('Session expired')
  })
})

describe('a one-time link', () => {
  test('opens the inquiry where the person left off, and again in another browser', async () => {
    const { persona, api, inquiryId, page } = await begin()
    const { body } = await api.call('POST', `/inquiries/${inquiryId}/generate-one-time-link`)
    const link = textAt(body, 'meta', 'one-time-link-short')
    await page.goto(link)
    await untilStep(page, 'document')
    await page.waitForURL(`${persona.origin}/verify?inquiry-id=${inquiryId}`)
    const elsewhere = await chromium.openPageElsewhere()
    await elsewhere.goto(link)
    expect(await currentStep(elsewhere)).toBe('document')
    expect(persona.sessions(inquiryId)).toMatchObject([{ loadedByWidget: 2 }])
    await walkTo(elsewhere, 'done')
    expect(persona.inquiries()).toMatchObject([{ status: 'completed' }])
  })

  test('that was used shows a notice', async () => {
    const { persona, api, inquiryId, page } = await begin()
    const { body } = await api.call('POST', `/inquiries/${inquiryId}/generate-one-time-link`)
    const link = textAt(body, 'meta', 'one-time-link')
    await page.goto(link)
    await untilStep(page, 'document')
    persona.simulate.advanceTime({ seconds: 301 })
    const answer = await page.goto(link)
    expect(answer?.status()).toBe(410)
    expect(await page.getByRole('heading').textContent()).toBe('This link has already been used')
  })
})
