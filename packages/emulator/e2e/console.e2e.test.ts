import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright'
import { expect, onTestFinished, test } from 'vitest'
import { createPersonaEmulator } from '../src/create-persona-emulator.ts'
import type { PersonaEmulator } from '../src/emulator.ts'
import { chromium } from '../testing/chromium.ts'
import { openHostPage } from '../testing/host-page.ts'
import { useEmulator } from '../testing/use-emulator.ts'
import { useReceiver } from '../testing/use-receiver.ts'

const desktop = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }

async function openConsole(persona: PersonaEmulator, hash = '') {
  const page = await chromium.openPage()
  await page.setViewportSize(desktop)
  await page.goto(`${persona.origin}/_emulator${hash}`)
  await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' })
  return page
}

test('shows a new inquiry and its change without a reload', async () => {
  const { persona, api } = await useEmulator()
  const page = await openConsole(persona)
  await page.getByText('No inquiry yet').waitFor()
  const inquiryId = await api.createInquiry()
  const row = page.getByRole('link', { name: inquiryId })
  await expect.poll(() => row.textContent()).toContain('created')
  persona.simulate.startInquiry({ inquiryId })
  await expect.poll(() => row.textContent()).toContain('pending')
})

test('creates an inquiry, and shows its sessions and links', async () => {
  const { persona } = await useEmulator()
  const page = await openConsole(persona)
  await page.getByRole('button', { name: 'New inquiry' }).click()
  await page.getByLabel('Reference id').fill('ada')
  await page.keyboard.press('Enter')
  await expect.poll(() => persona.inquiries()).toMatchObject([{ referenceId: 'ada' }])
  const [inquiry] = persona.inquiries()
  await page.getByRole('heading', { name: String(inquiry?.id) }).waitFor()
  await page.getByText('expires in 23 h').waitFor()
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByRole('region', { name: 'Sessions' }).getByText('unused').waitFor()
  await page.getByRole('button', { name: 'Make link' }).click()
  await page.getByRole('region', { name: 'One-time links' }).getByText('unused').first().waitFor()
})

test('a button kills the session of an open widget', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  const host = await openHostPage()
  await host.open({
    inquiryId,
    customHost: persona.customHost,
    sessionToken: await api.resume(inquiryId),
  })
  const page = await openConsole(persona, `#/inquiries/${inquiryId}`)
  await page.getByText('open now').waitFor()
  await page
    .getByRole('group', { name: 'Kill sessions' })
    .getByRole('button', { name: 'Unknown' })
    .click()
  await expect
    .poll(() => host.callbacks.filter(([name]) => name === 'error'))
    .toEqual([['error', { status: 409, code: 'unknown' }]])
  await page.getByRole('region', { name: 'Sessions' }).getByText('expired').waitFor()
})

test('shows a request with its response, and no token or key', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId })
  const page = await openConsole(persona, '#/requests')
  const token = await api.resume(inquiryId)
  await page.getByRole('link', { name: 'resume' }).click()
  const answer = page.getByRole('region', { name: 'Response body' })
  await expect.poll(() => answer.textContent()).toContain('[session token]')
  const shown = await page.content()
  expect(shown).not.toContain(token)
  expect(shown).not.toContain(persona.apiKey)
})

test('opens the hosted flow of an inquiry in a new tab', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const page = await openConsole(persona, `#/inquiries/${inquiryId}`)
  const opened = page.context().waitForEvent('page')
  await page.getByRole('button', { name: 'Open flow' }).click()
  const flow = await opened
  onTestFinished(() => flow.close())
  await flow.getByRole('heading', { name: 'Verify your identity' }).waitFor()
  expect(new URL(flow.url()).pathname).toBe('/verify')
})

test('advances and freezes the clock, shows that, and resets it', async () => {
  const { persona, api } = await useEmulator()
  await api.createInquiry()
  const page = await openConsole(persona)
  await page.getByRole('button', { name: "The emulator's clock" }).click()
  await page.getByRole('button', { name: '+24 h' }).click()
  await expect.poll(() => persona.inquiries()).toMatchObject([{ status: 'expired' }])
  await page.getByText('24 h ahead').waitFor()
  await page.getByRole('button', { name: 'Freeze' }).click()
  await page.getByText('The clock is frozen').waitFor()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await page.getByRole('button', { name: 'Back to real time' }).click()
  await page.getByText('ahead').waitFor({ state: 'detached' })
})

test('a fault from its form is applied, shown as active, and cleared', async () => {
  const { persona, api } = await useEmulator()
  const page = await openConsole(persona, '#/simulate')
  const form = page.locator('[data-fault="fail-api"]')
  await form.getByText('Make REST calls fail').first().click()
  await form.getByRole('spinbutton', { name: 'Status' }).fill('503')
  await form.getByLabel('REST call').selectOption('list')
  await form.getByRole('button').click()
  await page.getByText('REST calls fail:').waitFor()
  expect((await api.call('GET', '/inquiries')).status).toBe(503)
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await page.getByText('REST calls fail:').waitFor({ state: 'detached' })
  expect((await api.call('GET', '/inquiries')).status).toBe(200)
})

test('every fault has a form or a button, with its label and summary', async () => {
  const { persona } = await useEmulator()
  const page = await openConsole(persona, '#/simulate')
  await page.locator('[data-fault]').first().waitFor()
  expect(await page.locator('[data-fault]').count()).toBe(Object.keys(persona.simulate).length)
  expect(await page.getByRole('region', { name: 'More' }).count()).toBe(0)
})

test('shows why a fault is refused', async () => {
  const { persona } = await useEmulator()
  const page = await openConsole(persona, '#/simulate')
  const form = page.locator('[data-fault="expire-inquiry"]')
  await form.locator('summary').click()
  await form.getByLabel('Inquiry').fill('inq_nothing')
  await form.getByRole('button').click()
  const said = page.locator('.toasts')
  await expect.poll(() => said.textContent()).toContain('There is no such inquiry or session.')
})

test('asks for confirmation before a reset', async () => {
  const { persona, api } = await useEmulator()
  await api.createInquiry()
  const page = await openConsole(persona, '#/simulate')
  await page.getByRole('button', { name: 'Reset everything' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect(persona.inquiries()).toHaveLength(1)
  await page.getByRole('button', { name: 'Reset everything' }).click()
  await page.getByRole('button', { name: 'Reset', exact: true }).click()
  await page.getByText('No inquiry yet').waitFor()
  expect(persona.inquiries()).toEqual([])
})

test('keeps updating while the network is cut', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  const page = await openConsole(persona)
  persona.simulate.cutNetwork()
  await page.getByText('The network is cut').waitFor()
  persona.simulate.startInquiry({ inquiryId })
  const row = page.getByRole('link', { name: inquiryId })
  await expect.poll(() => row.textContent()).toContain('pending')
})

test('shows what is sent to a webhook, and sends it again', async () => {
  const { persona, api } = await useEmulator()
  const receiver = await useReceiver()
  persona.simulate.addWebhook({ url: receiver.url })
  const page = await openConsole(persona, '#/webhooks')
  await api.createInquiry()
  const delivery = page.getByRole('listitem').filter({ hasText: 'inquiry.created' })
  await delivery.getByText('delivered').click()
  await delivery.getByRole('button', { name: 'Send again' }).click()
  await expect.poll(() => delivery.count()).toBe(2)
  expect(persona.webhookDeliveries()).toMatchObject([
    { event: 'inquiry.created' },
    { event: 'inquiry.created' },
  ])
})

test('shows that the emulator cannot be reached, and reconnects to it', async () => {
  const persona = await createPersonaEmulator()
  const page = await openConsole(persona)
  await persona.close()
  await page.getByText('The emulator is not running').waitFor()
  const again = await createPersonaEmulator({ port: Number(new URL(persona.origin).port) })
  onTestFinished(() => again.close())
  await page.getByText('The emulator is not running').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'New inquiry' }).click()
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect.poll(() => again.inquiries()).toHaveLength(1)
})

test('finds one inquiry among many', async () => {
  const { persona, api } = await useEmulator({ requestsPerMinute: Infinity })
  const inquiryIds: string[] = []
  for (let count = 0; count < 120; count += 1) inquiryIds.push(await api.createInquiry())
  const page = await openConsole(persona)
  await page.getByText('The newest 100 of 120.').waitFor()
  const oldest = page.getByRole('link', { name: String(inquiryIds[0]) })
  expect(await oldest.count()).toBe(0)
  await page.keyboard.press('/')
  await page.keyboard.type(String(inquiryIds[0]))
  await oldest.waitFor()
})

const views = ['', '#/sessions', '#/requests', '#/webhooks', '#/simulate', 'inquiry', 'request']

test.for(views)(
  'has no accessibility finding and does not scroll sideways, on phone and desktop, light and dark: %j',
  async (view) => {
    const { persona, api } = await useEmulator()
    const inquiryId = await api.createInquiry()
    persona.simulate.startInquiry({ inquiryId })
    await api.call('POST', `/inquiries/${inquiryId}/generate-one-time-link`)
    await api.visit(inquiryId, await api.resume(inquiryId))
    persona.simulate.failApi({ failure: 'status', status: 500, inquiryId })
    persona.simulate.advanceTime({ seconds: 90 })
    const hash = view.startsWith('#') || view === '' ? view : `#/inquiries/${inquiryId}`
    const page = await openConsole(persona, hash)
    if (view === 'request') await page.getByRole('link', { name: 'resume' }).click()
    await page.getByRole('button', { name: 'Clear' }).first().waitFor()
    await page.evaluate(await readFile(new URL(import.meta.resolve('axe-core')), 'utf8'))
    for (const viewport of [phone, desktop]) {
      await page.setViewportSize(viewport)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.evaluate(transitionsEnd)
        expect(await findings(page), `${viewport.width} pixels, ${colorScheme}`).toEqual([])
        const width = await page.evaluate('document.documentElement.scrollWidth')
        expect(width).toBe(viewport.width)
      }
    }
  },
)

/**
 * Where an element inherits a color, one transition starts the next, so this waits for the last.
 */
const transitionsEnd = `(async () => {
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  await nextFrame()
  const isRunning = (one) => one instanceof CSSTransition && one.playState !== "finished"
  while (document.getAnimations().some(isRunning)) await nextFrame()
  await nextFrame()
})()`

/** Runs axe, which the page has loaded, and returns its findings with their elements. */
function findings(page: Page): Promise<unknown> {
  return page.evaluate(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))`)
}
