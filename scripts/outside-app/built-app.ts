import type { LaunchOptions } from 'puppeteer-core'
import { chromium, firefox } from '../programs.ts'
import { ifProvided } from '../provide.ts'
import { check, type Step, type Tally } from '../steps.ts'
import { importBackEnd } from './back-end.ts'
import { type Build, buildApp, pageFolderOf } from './outside-app.ts'
import { inBrowser } from './visit.ts'
import { type Variant, watchFlow } from './watch-flow.ts'

const template: Build = { name: 'template', hasColorScheme: true, hasStyles: true }
const builds: readonly Build[] = [
  template,
  { name: 'without-color-scheme', hasColorScheme: false, hasStyles: true },
  { name: 'without-styles', hasColorScheme: true, hasStyles: false },
  { name: 'without-either', hasColorScheme: false, hasStyles: false },
]

/** Builds the application for production, and checks a flow in it, in two browsers. */
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
            { ...build, path: '/', styleVariant: undefined, systems: ['light', 'dark'] },
            { ...build, path: '/', styleVariant: 'dark', systems: ['light', 'dark'] },
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
            // 0 is dark. Firefox reads it only at the start.
            extraPrefsFirefox: { 'layout.css.prefers-color-scheme.content-override': 0 },
          },
          [{ ...template, path: '/', styleVariant: undefined, systems: ['dark'] }],
        ),
    }),
  ]
}

async function watchAll(
  folder: string,
  options: LaunchOptions,
  variants: readonly (Variant & Build)[],
): Promise<Tally> {
  const { startBackEnd } = await importBackEnd(folder)
  return await inBrowser(options, variants, async (browser, variant) => {
    const backEnd = await startBackEnd(pageFolderOf(folder, variant))
    try {
      return await watchFlow(browser, backEnd, variant)
    } finally {
      await backEnd.close()
    }
  })
}
