import { expect } from '@playwright/test'
import type { Frame } from './engines/engine.ts'

/** Milliseconds to wait for anything, enough for a busy machine. */
export const WAIT_LIMIT = 15_000

/** Retries until an attempt succeeds. Throws the last error after the limit. */
export async function eventually(attempt: () => Promise<void>): Promise<void> {
  await expect(attempt).toPass({ intervals: [100], timeout: WAIT_LIMIT })
}

/** Waits until an element is in the document. */
export async function untilAttached(frame: Frame, selector: string): Promise<void> {
  await eventually(async () => {
    const count = await countOf(frame, selector)
    expect(count, selector).toBeGreaterThan(0)
  })
}

/** Waits until no element in the document matches. */
export async function untilGone(frame: Frame, selector: string): Promise<void> {
  await eventually(async () => expect(await countOf(frame, selector), selector).toBe(0))
}

/** Waits until an element is visible. */
export async function untilVisible(frame: Frame, selector: string): Promise<void> {
  await eventually(async () => {
    const isVisible = await frame.evaluate(
      (wanted) => document.querySelector(wanted)?.checkVisibility({ visibilityProperty: true }),
      selector,
    )
    expect(isVisible, selector).toBe(true)
  })
}

/** Returns the number of elements that match. */
export async function countOf(frame: Frame, selector: string): Promise<number> {
  return await frame.evaluate((wanted) => document.querySelectorAll(wanted).length, selector)
}
