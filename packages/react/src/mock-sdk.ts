import type { PersonaSdk } from '@resumable-inquiry/core'

type ClientOptions = ConstructorParameters<PersonaSdk['Client']>[0]

/** The part of the SDK's options that a mocked widget uses. */
export interface MockWidgetOptions {
  readonly inquiryId?: string
  readonly sessionToken?: string
  onReady?(): void
  onCancel?(metadata: { inquiryId?: string; sessionToken?: string }): void
  onComplete?(metadata: { inquiryId: string; status: string; fields: object }): void
  onError?(error: { status: number; code: string }): void
  onEvent?(name: string, metadata: Record<string, unknown>): void
}

/** A widget of a mocked SDK, and what a test can let happen in it. */
export interface MockWidget {
  /** The options that the SDK got. */
  readonly options: MockWidgetOptions
  readonly iframe: HTMLIFrameElement
  /** What the modal covers the page with. An inline widget has none. */
  readonly overlay: HTMLElement | undefined
  /** Whether the flow has not destroyed it. */
  readonly isLive: boolean
  readonly isReady: boolean
  /** Whether the person sees it. */
  readonly isOpen: boolean
  ready(): void
  /** The person cancels. */
  cancel(): void
  /** The person is done. */
  complete(status?: string): void
  /** The widget reports an error. */
  fail(error: { status: number; code: string }): void
  /** The widget reports an event. */
  emit(name: string, metadata?: Record<string, unknown>): void
}

/**
 * Creates a mock of the `persona` SDK. Its widgets are empty iframes, where the SDK puts its own, and
 * do nothing by themselves.
 *
 * @param onWidget gets each widget before it is in the page.
 */
export function createMockSdk(onWidget: (widget: MockWidget) => void): PersonaSdk {
  class Client {
    readonly #overlay: HTMLElement

    static preload(): Promise<void> {
      return Promise.resolve()
    }

    constructor(options: ClientOptions) {
      const overlay = document.createElement('div')
      const iframe = document.createElement('iframe')
      iframe.title = options.iframeTitle ?? defaultTitle
      overlay.style.display = 'none'
      overlay.append(iframe)
      this.#overlay = overlay
      onWidget(createMockWidget(options, iframe, overlay))
      ;(options.parent ?? document.body).append(overlay)
    }

    open(): void {
      this.#overlay.style.removeProperty('display')
    }

    cancel(): void {}

    destroy(): void {
      this.#overlay.remove()
    }
  }

  const inline = new Map<string, { iframe: HTMLIFrameElement; options: MockWidgetOptions }>()
  const setupIframe: PersonaSdk['setupIframe'] = (iframe, containerId, _flowType, options) => {
    const { inquiryId, sessionToken, iframeTitle = defaultTitle } = options
    iframe.title = iframeTitle
    inline.set(containerId, {
      iframe,
      options: {
        ...(inquiryId !== undefined && { inquiryId }),
        ...(sessionToken !== undefined && { sessionToken }),
      },
    })
    return iframe
  }
  const setupEvents: PersonaSdk['setupEvents'] = (containerId, callbacks) => {
    const setUp = inline.get(containerId)
    if (setUp === undefined) throw new Error(`setupIframe was not called for ${containerId}.`)
    const { onReady, onCancel, onComplete, onError, onEvent } = callbacks
    const options = {
      ...setUp.options,
      ...(onReady && { onReady }),
      ...(onCancel && { onCancel }),
      ...(onComplete && { onComplete }),
      ...(onError && { onError }),
      ...(onEvent && { onEvent }),
    }
    onWidget(createMockWidget(options, setUp.iframe))
    return () => {}
  }

  return { Client, setupEvents, setupIframe }
}

const defaultTitle = 'Verify your identity'

function createMockWidget(
  options: MockWidgetOptions,
  iframe: HTMLIFrameElement,
  overlay?: HTMLElement,
): MockWidget {
  const inquiryId = options.inquiryId ?? ''
  let isReady = false
  const report = (call: () => void): void => {
    if (iframe.isConnected) call()
  }
  // The SDK hides a modal before it calls back.
  const hide = (): void => overlay?.style.setProperty('display', 'none')
  return {
    options,
    iframe,
    overlay,
    get isLive() {
      return iframe.isConnected
    },
    get isReady() {
      return isReady
    },
    get isOpen() {
      const isHidden = overlay?.style.display === 'none' || iframe.style.visibility === 'hidden'
      return iframe.isConnected && !isHidden
    },
    ready: () =>
      report(() => {
        isReady = true
        options.onReady?.()
      }),
    cancel: () =>
      report(() => {
        hide()
        options.onCancel?.({ inquiryId })
      }),
    complete: (status = 'completed') =>
      report(() => {
        hide()
        options.onComplete?.({ inquiryId, status, fields: {} })
      }),
    fail: (error) => report(() => options.onError?.(error)),
    emit: (name, metadata = {}) => report(() => options.onEvent?.(name, metadata)),
  }
}
