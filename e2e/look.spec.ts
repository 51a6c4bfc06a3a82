import type { Locator, Page } from '@playwright/test'
import { expect, test } from './scenario.ts'
import { untilStep } from './widget.ts'

const viewports = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
]

for (const viewport of viewports) {
  for (const styleVariant of ['base', 'dark'] as const) {
    test(`the panel and the widget look the same, ${styleVariant}, ${viewport.width} pixels wide`, async ({
      scenario,
    }) => {
      const { page, host, inquiryId, widget } = scenario
      host.persona.simulate.startInquiry({ inquiryId })
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await page.setViewportSize(viewport)
      let sessions = Promise.withResolvers<void>()
      await page.route('**/session', async (route) => {
        await sessions.promise
        await route.continue()
      })
      await scenario.visit({ options: { styleVariant } })
      await scenario.open()
      await scenario.untilStatus('loading')
      const loading = await lookOfPanel(page)

      sessions.resolve()
      await untilStep(widget, 'document')
      await scenario.untilOpen()
      expect(loading).toEqual(await lookOfWidget(page))

      sessions = Promise.withResolvers<void>()
      host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
      await scenario.untilStatus('recovering')
      expect(await lookOfPanel(page)).toEqual(loading)

      sessions.resolve()
      await scenario.untilStatus('open')
      const frame = page.locator('.persona-widget__iframe')
      await expect(frame).toHaveCSS('background-color', loading.colors.backgroundColor)
    })
  }
}

async function lookOfPanel(page: Page) {
  const panel = page.locator('.resumable-inquiry-panel')
  return {
    ...(await lookOf(panel, page.locator('.resumable-inquiry-backdrop'), panel)),
    accent: await panel
      .locator('.resumable-inquiry-spinner')
      .evaluate((spinner) => getComputedStyle(spinner).borderTopColor),
    button: await cornersOf(panel.locator('.resumable-inquiry-button')),
  }
}

async function lookOfWidget(page: Page) {
  const frame = page.locator('.persona-widget__iframe')
  const content = page.frameLocator('.persona-widget__iframe').locator('body')
  const button = content.getByRole('button', { name: 'Use another device' })
  return {
    ...(await lookOf(frame, page.locator('.persona-widget__overlay'), content)),
    accent: await button.evaluate((element) => getComputedStyle(element).color),
    button: await cornersOf(button),
  }
}

/** Returns what is seen of a modal: its frame, what is behind it, and what is in it. */
async function lookOf(frame: Locator, backdrop: Locator, content: Locator) {
  return {
    place: await frame.boundingBox(),
    shadow: await frame.evaluate((element) => getComputedStyle(element).boxShadow),
    corners: await cornersOf(frame),
    backdrop: await backdrop.evaluate((element) => getComputedStyle(element).backgroundColor),
    colors: await content.evaluate((element) => {
      const { backgroundColor, color, colorScheme } = getComputedStyle(element)
      return { backgroundColor, color, colorScheme }
    }),
  }
}

async function cornersOf(locator: Locator): Promise<string> {
  return await locator.evaluate((element) => getComputedStyle(element).borderRadius)
}
