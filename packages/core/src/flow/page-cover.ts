import { showDefaultContent } from '../frame/default-content.ts'
import type { Frame } from '../frame/frame.ts'
import { createSurface } from '../frame/surface.ts'
import type { FlowOptions } from './options.ts'
import { type FlowState, isActive } from './state.ts'
import { takePage } from './one-per-page.ts'

/** Keeps the page behind a flow covered, or at least locked, as long as it has to be. */
export interface PageCover {
  /** Where something can be shown, while the page is covered. */
  readonly panel: HTMLElement | undefined
  /** Covers what is to be covered. Comes before the effects of a new state. */
  before(state: FlowState, options: FlowOptions): void
  /** Puts a frame in front. */
  open(frame: Frame): void
  /** Uncovers what is to be seen. Comes after the effects of a new state. */
  after(state: FlowState, options: FlowOptions): void
}

/** Makes the cover of a modal flow. `close` is called when another flow takes the page. */
export function createPageCover(close: () => void): PageCover {
  const surface = createSurface()
  let givePageBack: (() => void) | undefined

  return {
    get panel() {
      return surface.panel
    },
    before(state, options) {
      if (isActive(state)) givePageBack ??= takePage(close)
      if (!isCovered(state, options) || surface.panel !== undefined) return
      surface.cover(options)
      if (options.cover !== 'always' && surface.panel !== undefined) {
        showDefaultContent(
          surface.panel,
          options.recoveringMessage ?? 'One moment, your session is renewed…',
        )
      }
    },
    open(frame) {
      surface.lock(frame.element)
      frame.open({ animated: surface.panel === undefined })
    },
    after(state, options) {
      if (isCovered(state, options)) return
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

function isCovered({ status }: FlowState, { cover }: FlowOptions): boolean {
  if (status === 'recovering') return true
  return cover === 'always' && (status === 'loading' || status === 'error')
}
