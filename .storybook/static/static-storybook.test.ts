import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, test as base } from 'vitest'
import { desktop, launchChromium, openStory, phone } from './open-story.ts'
import { serveStaticStorybook } from './static-storybook.ts'

const { url, entries, close } = await serveStaticStorybook()
const stories = entries.filter(({ type }) => type === 'story')
const pages = entries.filter(({ type }) => type === 'docs')

/** A page that one test uses at a time, with what was thrown in it. */
interface Tab {
  readonly page: Page
  readonly errors: string[]
}

let browser: Browser
/** The tabs that no test uses. */
const idle: Tab[] = []

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(async () => {
  await browser.close()
  await close()
})

async function openTab(): Promise<Tab> {
  const page = await browser.newPage({ viewport: desktop, reducedMotion: 'reduce' })
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  return { page, errors }
}

const test = base.extend<{ tab: Tab }>({
  // oxlint-disable-next-line no-empty-pattern -- It needs no other fixture.
  tab: async ({}, provide) => {
    const tab = idle.pop() ?? (await openTab())
    tab.errors.length = 0
    await tab.page.setViewportSize(desktop)
    await provide(tab)
    idle.push(tab)
  },
})

// The stories project opens them in the light, at desktop size and with motion.
test.concurrent.for(stories)(
  '$title, $name works in the dark on a phone',
  async ({ id }, { tab }) => {
    const { page, errors } = tab
    const result = await openStory(page, url, id, { colorScheme: 'dark', ...phone })
    expect({ ...result, errors }).toEqual({ status: 'success', reason: '', errors: [] })
  },
)

test.concurrent.for(pages)(
  'the page $title is shown, and its links lead to stories',
  async ({ id }, { tab }) => {
    const { page, errors } = tab
    await page.goto(`${url}iframe.html?id=${id}&viewMode=docs`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const links = await page
      .locator('a[href*="?path="]')
      .evaluateAll((found) => found.map((link) => link.getAttribute('href')?.split('/').at(-1)))
    expect(entries.map((entry) => entry.id)).toEqual(expect.arrayContaining(links))
    expect(errors).toEqual([])
  },
)

test('it opens with the introduction, and ends with the story that needs an emulator', async ({
  tab: { page },
}) => {
  await page.goto(url)
  const preview = page.frameLocator('#storybook-preview-iframe')
  await preview.getByRole('heading', { name: 'Resumable Inquiry', level: 1 }).waitFor()
  const items = page.getByRole('navigation', { name: 'Stories' }).locator('[data-item-id]')
  expect(await items.first().getAttribute('data-item-id')).toBe('introduction--docs')
  expect(await items.last().getAttribute('data-item-id')).toBe('on-the-emulator')
  expect(await page.getByText(/get started|onboarding|what.s new/i).count()).toBe(0)
})

test('a control on the page of the component changes the story on it', async ({
  tab: { page },
}) => {
  await page.goto(`${url}iframe.html?id=resumableinquiry--docs&viewMode=docs`)
  const story = page.frameLocator('iframe[title=Playground]')
  await story.getByRole('dialog').waitFor()
  await page.getByRole('radio', { name: 'inline' }).check()
  await story.getByRole('group', { name: 'Verify your identity' }).waitFor()
  expect(await page.locator('pre').allTextContents()).toContainEqual(
    expect.stringContaining('presentation="inline"'),
  )
})

test('a control on the page about theming changes the CSS to copy, and what it does', async ({
  tab: { page },
}) => {
  await page.goto(`${url}iframe.html?id=your-design-theming--docs&viewMode=docs`)
  const story = page.frameLocator('iframe[title="Custom properties"]')
  const panel = story.locator('.resumable-inquiry-panel')
  await story.getByRole('heading', { name: 'This is taking too long' }).waitFor()
  const code = page.locator('pre', { hasText: ':root {' })
  await expectText(code, '--resumable-inquiry-radius: 20px;')
  const row = page.getByRole('row', { name: '--resumable-inquiry-radius' })
  await row.getByRole('textbox').fill('3px')
  await expectText(code, '--resumable-inquiry-radius: 3px;')
  await expect
    .poll(() => panel.evaluate((element) => getComputedStyle(element).borderRadius))
    .toBe('3px')
})

test.concurrent.for(pages)('the page $title fits on a phone', async ({ id }, { tab: { page } }) => {
  await page.setViewportSize(phone)
  await page.goto(`${url}iframe.html?id=${id}&viewMode=docs`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const tables = page.locator('table')
  for (const table of await tables.all()) {
    const box = await table.boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(phone.width)
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
})

test('a page and the stories on it follow the color scheme', async ({ tab: { page } }) => {
  await page.goto(`${url}?path=/docs/errors--docs`)
  const preview = page.frameLocator('#storybook-preview-iframe')
  const story = preview.frameLocator('iframe[title=rate_limited]')
  const brightness = () =>
    preview
      .locator('.sbdocs-wrapper')
      .evaluate((element) => Number(/\d+/.exec(getComputedStyle(element).backgroundColor)?.[0]))
  await story.locator('[data-color-scheme=light].resumable-inquiry-panel').waitFor()
  expect(await brightness()).toBe(255)
  await page.getByRole('button', { name: /color scheme/i }).click()
  await page.getByRole('option', { name: 'Dark' }).click()
  await story.locator('[data-color-scheme=dark].resumable-inquiry-panel').waitFor()
  expect(page.url()).toContain('colorScheme:dark')
  await expect.poll(brightness).toBeLessThan(60)
})

async function expectText(locator: Locator, text: string): Promise<void> {
  await expect.poll(() => locator.textContent()).toContain(text)
}
