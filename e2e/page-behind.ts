import type { Scriptable } from './engines/engine.ts'

/** What was visible of the page behind the flow. */
export interface Seen {
  /** The number of animation frames. */
  readonly frames: number
  /** Each distinct fault. */
  readonly faults: string[]
}

declare global {
  interface Window {
    watched: { frames: number; faults: Set<string>; isOver: boolean }
  }
}

/**
 * Checks the page in every animation frame: whether anything but the flow is in front, whether the
 * backdrop is too transparent, and whether the page can be scrolled.
 */
export async function watchPageBehind(page: Scriptable): Promise<void> {
  await page.evaluate(() => {
    const watched = { frames: 0, faults: new Set<string>(), isOver: false }
    window.watched = watched
    const { scrollY } = window
    const look = () => {
      watched.frames += 1
      const { innerWidth: width, innerHeight: height } = window
      // The widget's own corners are round, by 16 pixels at most.
      const edge = 6
      const points = [
        [width / 2, height / 2],
        [edge, edge],
        [width - edge, edge],
        [edge, height - edge],
        [width - edge, height - edge],
      ] as const
      for (const [x, y] of points) {
        const top = document.elementFromPoint(x, y)
        const veil = top?.closest('.persona-widget__overlay, .resumable-inquiry-backdrop')
        if (!veil) watched.faults.add(`the page is in front: ${top?.outerHTML.slice(0, 80)}`)
        else {
          const { opacity, backgroundColor } = getComputedStyle(veil)
          if (opacity !== '1' || !/, 0\.7\d*\)$| \/ 0\.7\d*\)$/.test(backgroundColor)) {
            watched.faults.add(`the veil is thin: ${opacity} ${backgroundColor}`)
          }
          const isPhone = width <= 600
          if (isPhone && top === veil) watched.faults.add('the veil alone is in front of a phone')
        }
      }
      const isLocked = [document.documentElement, document.body].some(
        (element) => getComputedStyle(element).overflowY === 'hidden',
      )
      if (!isLocked) watched.faults.add('the page can be scrolled')
      if (width > 600 && window.scrollY !== scrollY) watched.faults.add('the page was scrolled')
      if (!watched.isOver) requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

/** Stops checking, and returns the result. */
export async function pageBehindSeen(page: Scriptable): Promise<Seen> {
  return await page.evaluate(() => {
    window.watched.isOver = true
    return { frames: window.watched.frames, faults: [...window.watched.faults] }
  })
}

/** Clicks a button of the page behind, as the host's code can while the person cannot. */
export async function clickBehind(page: Scriptable, name: string): Promise<void> {
  await page.evaluate((text) => {
    for (const button of document.querySelectorAll('button')) {
      if (button.textContent === text) button.click()
    }
  }, name)
}

/** Returns whether the person can focus and click the first button of the page. */
export async function isPageInReach(page: Scriptable): Promise<boolean> {
  return await page.evaluate(() => {
    const button = document.querySelector<HTMLElement>('#root button')
    const focused = document.activeElement
    if (button === null || !(focused instanceof HTMLElement)) return false
    button.focus({ preventScroll: true })
    const isFocused = document.activeElement === button
    focused.focus({ preventScroll: true })
    const { x, y } = button.getBoundingClientRect()
    return isFocused && document.elementFromPoint(x + 1, y + 1) === button
  })
}
