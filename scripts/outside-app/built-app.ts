import { launch, type LaunchOptions } from 'puppeteer-core'
import { chromium, firefox } from '../programs.ts'
import { ifProvided } from '../provide.ts'
import { check, type Step, type Tally } from '../steps.ts'
import { startBackEnd } from './back-end.ts'
import { type Build, buildApp, pageFolderOf } from './outside-app.ts'
import { type Variant, watchFlow } from './watch-flow.ts'

const template: Build = { name: 'template', hasColorScheme: true, hasStyles: true }
const builds: readonly Build[] = [
  template,
  { name: 'without-color-scheme', hasColorScheme: false, hasStyles: true },
  { name: 'without-styles', hasColorScheme: true, hasStyles: false },
  { name: 'without-either', hasColorScheme: false, hasStyles: false },
]

/** Builds the application for production and watches a flow in it, in two browsers. */
export function builtAppChecks(folder: string): Step[] {
  return [
    check('Production builds of that app', async () => {
      for (const build of builds) if (!(await buildApp(folder, build))) return false
      return true
    }),
    ifProvided(chromium, {
      title: 'The production builds in Chromium',
      run: (executablePath) =>
        watchAll(
          folder,
          { executablePath, args: ['--no-sandbox'] },
          builds.flatMap((build) => [
            { build, styleVariant: undefined, systems: ['light', 'dark'] },
            { build, styleVariant: 'dark', systems: ['light', 'dark'] },
          ]),
        ),
    }),
    ifProvided(firefox, {
      title: 'The production build in Firefox',
      run: (executablePath) =>
        watchAll(
          folder,
          {
            browser: 'firefox',
            executablePath,
            // 0 is dark. Firefox takes it only at the start.
            extraPrefsFirefox: { 'layout.css.prefers-color-scheme.content-override': 0 },
          },
          [{ build: template, styleVariant: undefined, systems: ['dark'] }],
        ),
    }),
  ]
}

async function watchAll(
  folder: string,
  options: LaunchOptions,
  variants: readonly Variant[],
): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0 }
  const browser = await launch(options)
  try {
    for (const variant of variants) {
      const backEnd = await startBackEnd(folder, pageFolderOf(folder, variant.build))
      try {
        const { passed, failed } = await watchFlow(browser, backEnd, variant)
        tally.passed += passed
        tally.failed += failed
      } finally {
        await backEnd.close()
      }
    }
  } finally {
    await browser.close()
  }
  return tally
}
