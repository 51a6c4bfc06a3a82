import { showDefaultContent } from './default-content.ts'
import type { Frame } from '../frame/frame.ts'
import { createSurface } from './surface.ts'
import type { FlowOptions } from '../flow/options.ts'
import { type FlowState, isActive } from '../flow/state.ts'
import { takePage } from './one-per-page.ts'

/** Keeps the page behind a flow covered, or at least locked, as long as it has to be. */
export interface PageCover {
  /** Where something can be shown, while the page is covered. */
  readonly panel: HTMLElement | undefined
  /** Covers what is to be covered in a new state. Comes before its effects. */
  coverFor(state: FlowState, options: FlowOptions): void
  /** Puts a frame in front. */
  open(frame: Frame): void
  /** Uncovers what is to be seen in a new state. Comes after its effects. */
  settleFor(state: FlowState, options: FlowOptions): void
}

/** Makes the cover of a modal flow. `close` is called when another flow takes the page. */
export function createPageCover(close: () => void): PageCover {
  const surface = createSurface()
  let givePageBack: (() => void) | undefined

  return {
    get panel() {
      return surface.panel
    },
    coverFor(state, options) {
      if (isActive(state)) givePageBack ??= takePage(close)
      if (!isCovered(state, options) || surface.panel !== undefined) return
      surface.cover(options)
      if (surface.panel !== undefined) showDefaultContent(surface.panel, textFor(state, options))
    },
    open(frame) {
      surface.lock(frame.element)
      frame.open({ animated: surface.panel === undefined })
    },
    settleFor(state, options) {
      if (isCovered(state, options)) {
        // Not before: on a small screen the widget's own styles have hidden everything else.
        surface.takeFocus()
        return
      }
      if (state.status === 'open') {
        surface.uncover()
        return
      }
      surface.release()
      if (isActive(state)) return
      givePageBack?.()
      givePageBack = undefined
    },
  }
}

function textFor({ status }: FlowState, { recoveringMessage }: FlowOptions): string {
  if (status !== 'recovering') return ''
  return recoveringMessage ?? 'One moment, your session is renewed…'
}

function isCovered({ status }: FlowState, { cover }: FlowOptions): boolean {
  if (status === 'recovering') return true
  return cover === 'always' && (status === 'loading' || status === 'error')
}
