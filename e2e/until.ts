import { expect } from '@playwright/test'
import type { Frame } from './engines/engine.ts'

/** Milliseconds that anything is waited for, on a busy machine too. */
export const WAIT_LIMIT = 15_000

/** Tries until it succeeds, and fails with the last reason when it has taken too long. */
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

/** Waits until no element that matches is in the document. */
export async function untilGone(frame: Frame, selector: string): Promise<void> {
  await eventually(async () => expect(await countOf(frame, selector), selector).toBe(0))
}

/** Waits until an element can be seen. */
export async function untilVisible(frame: Frame, selector: string): Promise<void> {
  await eventually(async () => {
    const isVisible = await frame.evaluate(
      (wanted) => document.querySelector(wanted)?.checkVisibility({ visibilityProperty: true }),
      selector,
    )
    expect(isVisible, selector).toBe(true)
  })
}

/** Returns how many elements match in the document now. */
export async function countOf(frame: Frame, selector: string): Promise<number> {
  return await frame.evaluate((wanted) => document.querySelectorAll(wanted).length, selector)
}
