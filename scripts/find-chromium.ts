import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { run, searchPath } from './command.ts'
import { installDebianPackage } from './debian-package.ts'

const DOWNLOAD_LIMIT = 5 * 60_000

/**
 * Finds a Chromium for the browser tests, and installs one where none is found.
 *
 * @throws Error with one sentence that says what to do, when there is none to be had
 */
export async function findChromium(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const chosen = environment['CHROMIUM_PATH']
  if (chosen !== undefined && chosen !== '') {
    if (starts(chosen)) return chosen
    throw new Error(`CHROMIUM_PATH is ${chosen}, and no Chromium starts there.`)
  }
  return (
    systemChromium(environment) ??
    playwrightChromium() ??
    (await debianChromium(environment)) ??
    (await downloadedChromium()) ??
    fail()
  )
}

function systemChromium(environment: NodeJS.ProcessEnv): string | undefined {
  return usualPlaces(environment).find(starts)
}

function usualPlaces(environment: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  }
  if (process.platform === 'win32') {
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .map((name) => environment[name])
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, 'Chromium/Application/chrome.exe'),
        join(folder, 'Google/Chrome/Application/chrome.exe'),
      ])
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  return names.flatMap((name) => searchPath(environment).map((folder) => join(folder, name)))
}

function playwrightChromium(): string | undefined {
  const path = chromium.executablePath()
  return starts(path) ? path : undefined
}

async function debianChromium(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  return (await installDebianPackage('chromium')) ? systemChromium(environment) : undefined
}

async function downloadedChromium(): Promise<string | undefined> {
  console.log("No Chromium found. Downloading Playwright's.")
  await run('playwright', ['install', 'chromium'], { timeout: DOWNLOAD_LIMIT })
  return playwrightChromium()
}

// On Ubuntu `chromium-browser` may be a script that only says where to get one, so the file is tried.
// On Windows asking for the version would open a window.
function starts(path: string): boolean {
  if (!existsSync(path)) return false
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0
}

function fail(): never {
  throw new Error(
    'No Chromium was found and none could be installed: install Chromium or Chrome, or set CHROMIUM_PATH to one.',
  )
}
