import { chromium, type LaunchOptions } from 'playwright'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the Chromium of the run listens. */
    chromium: string
  }
}

export function launchOptions(...args: string[]): LaunchOptions {
  return {
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', ...args],
    timeout: 60_000,
  }
}

/** Starts one Chromium for the run. Returns how to close it. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer(launchOptions())
  provide('chromium', server.wsEndpoint())
  return () => server.close()
}
