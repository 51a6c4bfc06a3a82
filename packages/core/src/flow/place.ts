import { type Deadline, startDeadline } from '../deadline.ts'
import { createInlineBox, createInlineOverlay, type InlineBox } from '../overlay/inline-overlay.ts'
import { createModalOverlay, isPageTaken, type ModalListener } from '../overlay/modal-overlay.ts'
import type { Overlay } from '../overlay/overlay.ts'
import type { PanelContent } from '../overlay/panel.ts'
import type { Cover, FlowOptions, OverlayTexts } from './options.ts'
import { longWait } from './policy.ts'

/** What a place reports. */
export interface PlaceListener extends ModalListener {
  /** The host has taken the container of an inline flow out of its document. */
  onContainerRemoved(): void
}

/** Where a flow is shown: the page for a modal, one at a time, or the host's container. */
export interface Place {
  /** What covers it, while the place is the flow's. */
  readonly overlay: Overlay | undefined
  /** Our element in the container, while the place is an inline flow's. */
  readonly box: InlineBox | undefined
  /** Whether another flow has it, which taking it would close. */
  readonly isTaken: boolean
  /** Takes the place. Does nothing while it is the flow's. */
  acquire(): void
  /** Gives the place back, whatever is shown there. */
  release(): void
  /** Covers the place until there is a widget to see. */
  cover(cover: Cover): void
  /** Shows what is behind the cover. */
  uncover(): void
}

/**
 * Creates the place of a flow.
 *
 * @param getContainer returns the present container of an inline flow.
 */
export function createPlace(
  getOptions: () => FlowOptions,
  getContainer: () => HTMLElement | null,
  listener: PlaceListener,
): Place {
  let overlay: Overlay | undefined
  let box: InlineBox | undefined
  let covered: Cover = 'loading'
  /** Runs while the person waits. */
  let wait: Deadline | undefined
  let isSlow = false

  const show = () => {
    const options = getOptions()
    overlay?.show(options, toPanelContent(covered, isSlow, options.overlayTexts))
  }
  const endWait = () => {
    wait?.stop()
    wait = undefined
    isSlow = false
  }

  return {
    get overlay() {
      return overlay
    },
    get box() {
      return box
    },
    get isTaken() {
      return overlay === undefined && getOptions().presentation !== 'inline' && isPageTaken()
    },
    acquire() {
      if (overlay !== undefined) return
      if (getOptions().presentation === 'inline') {
        box = createInlineBox(getContainer, listener.onContainerRemoved)
        overlay = createInlineOverlay(box, listener.onAction)
      } else overlay = createModalOverlay(listener)
    },
    release() {
      endWait()
      overlay?.release()
      box?.remove()
      overlay = box = undefined
    },
    cover(cover) {
      covered = cover
      if (cover === 'loading' || cover === 'recovering') {
        wait ??= startDeadline(longWait, () => {
          isSlow = true
          show()
        })
      } else endWait()
      show()
    },
    uncover() {
      endWait()
      overlay?.hide()
    },
  }
}

function toPanelContent(cover: Cover, isSlow: boolean, texts: OverlayTexts = {}): PanelContent {
  switch (cover) {
    case 'loading':
    case 'recovering': {
      const { loading = '', recovering = 'Reconnecting…', stillLoading = 'Still loading…' } = texts
      const text = cover === 'loading' ? loading : recovering
      return { isWaiting: true, text: isSlow ? stillLoading : text, cancel: texts.cancel }
    }
    case 'error':
    case 'retryable_error': {
      const { failed: text = '', close: cancel, retry } = texts
      return { isWaiting: false, text, cancel, retry: cover === 'error' ? undefined : retry }
    }
  }
}
