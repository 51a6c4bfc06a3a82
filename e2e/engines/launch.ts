import type { LaunchOptions } from '@playwright/test'
import { launchChromium } from './chromium.ts'
import type { Browser, Engine } from './engine.ts'
import { launchFirefox } from './firefox.ts'
import { launchWebKit } from './webkit.ts'

/** Starts a browser from the path that `scripts/test.ts` has set. */
export function launchBrowser(engine: Engine, chromium: LaunchOptions): Promise<Browser> {
  switch (engine) {
    case 'chromium':
      return launchChromium(chromium)
    case 'firefox':
      return launchFirefox(pathIn('FIREFOX_PATH'))
    case 'webkit':
      return launchWebKit(pathIn('WEBKIT_DRIVER_PATH'))
  }
}

function pathIn(variable: string): string {
  const path = process.env[variable]
  if (path === undefined) throw new Error(`${variable} says where this browser is.`)
  return path
}
