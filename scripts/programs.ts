import { join } from 'node:path'
import { chromium as playwrightChromium } from 'playwright'
import { run } from './command.ts'
import { onPath, type Program } from './find-program.ts'

const DOWNLOAD_LIMIT = 5 * 60_000

export const chromium: Program = {
  name: 'Chromium',
  variable: 'CHROMIUM_PATH',
  places: (environment) => [
    ...systemPlaces(environment, {
      path: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
      mac: ['Chromium', 'Google Chrome'],
      windows: ['Chromium/Application/chrome.exe', 'Google/Chrome/Application/chrome.exe'],
    }),
    playwrightChromium.executablePath(),
  ],
  debianPackages: ['chromium'],
  download: () => run('playwright', ['install', 'chromium'], { timeout: DOWNLOAD_LIMIT }),
  remedy: 'Chromium or Chrome',
}

export const firefox: Program = {
  name: 'Firefox',
  variable: 'FIREFOX_PATH',
  places: (environment) =>
    systemPlaces(environment, {
      path: ['firefox-esr', 'firefox'],
      mac: ['Firefox'],
      windows: ['Mozilla Firefox/firefox.exe'],
    }),
  debianPackages: ['firefox-esr'],
  remedy: 'Firefox',
}

/** WebKitGTK, which needs its own WebDriver program and a display. */
export const webkit: Program = {
  name: 'WebKit',
  variable: 'WEBKIT_DRIVER_PATH',
  places: (environment) => onPath(['WebKitWebDriver'], environment),
  probe: '--help',
  needs: 'Xvfb',
  debianPackages: ['webkit2gtk-driver', 'xvfb'],
  remedy: 'WebKitWebDriver of WebKitGTK, and Xvfb',
}

export const redis: Program = {
  name: 'Redis',
  variable: 'REDIS_SERVER_PATH',
  places: (environment) => onPath(['redis-server', 'valkey-server'], environment),
  debianPackages: ['redis-server'],
  remedy: 'redis-server or valkey-server',
}

interface Places {
  readonly path: readonly string[]
  readonly mac: readonly string[]
  readonly windows: readonly string[]
}

function systemPlaces(environment: NodeJS.ProcessEnv, places: Places): string[] {
  if (process.platform === 'darwin') {
    return places.mac.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  }
  if (process.platform === 'win32') {
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .map((name) => environment[name])
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => places.windows.map((place) => join(folder, place)))
  }
  return onPath(places.path, environment)
}
