import { type Deadline, startDeadline } from '../deadline.ts'
import { createInlineBox, createInlineOverlay, type InlineBox } from '../overlay/inline-overlay.ts'
import { createModalOverlay, type ModalListener } from '../overlay/modal-overlay.ts'
import type { Overlay } from '../overlay/overlay.ts'
import { setPanelText } from '../overlay/panel.ts'
import type { FlowOptions } from './options.ts'
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
  /** Takes the place. Does nothing while it is the flow's. */
  acquire(): void
  /** Gives the place back, whatever is shown there. */
  release(): void
  /** Covers the place until there is a widget to see. */
  cover(content: 'loading' | 'recovering' | 'error'): void
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
  /** Runs while a recovery is covered. */
  let wait: Deadline | undefined

  const endWait = () => {
    wait?.stop()
    wait = undefined
  }
  const showStillLoading = () => {
    const { stillLoadingMessage = 'Still loading…' } = getOptions()
    if (overlay?.element) setPanelText(overlay.element, stillLoadingMessage)
  }

  return {
    get overlay() {
      return overlay
    },
    get box() {
      return box
    },
    acquire() {
      if (overlay !== undefined) return
      if (getOptions().presentation === 'inline') {
        box = createInlineBox(getContainer, listener.onContainerRemoved)
        overlay = createInlineOverlay(box)
      } else overlay = createModalOverlay(listener)
    },
    release() {
      endWait()
      overlay?.release()
      box?.remove()
      overlay = box = undefined
    },
    cover(content) {
      const options = getOptions()
      const { recoveringMessage = 'Reconnecting…' } = options
      overlay?.show(options, {
        text: content === 'recovering' ? recoveringMessage : '',
        isWaiting: content !== 'error',
      })
      if (content === 'recovering') wait ??= startDeadline(longWait, showStillLoading)
      else endWait()
    },
    uncover() {
      endWait()
      overlay?.hide()
    },
  }
}
