import { expect } from '@playwright/test'
import type { Scriptable } from './engines/engine.ts'

/** Waits until a flow of `makeFlow` has a status. */
export async function untilStatus(page: Scriptable, name: string, status: string): Promise<void> {
  await expect.poll(() => statusOf(page, name)).toBe(status)
}

/** Returns the status of a flow of `makeFlow`. */
export async function statusOf(page: Scriptable, name: string): Promise<string | undefined> {
  return await page.evaluate((wanted) => window.flows[wanted]?.flow.getState().status, name)
}
