import type { LoadSdk, PersonaSdk } from '@resumable-inquiry/core'
import { widgetPage } from './widget-page.ts'

/** The part of the SDK's options that a scripted widget uses. */
export interface ScriptedWidgetOptions {
  readonly inquiryId?: string
  readonly sessionToken?: string
  readonly iframeTitle?: string
  readonly parent?: HTMLElement | null
  onReady?(): void
  onCancel?(metadata: { inquiryId?: string; sessionToken?: string }): void
  onComplete?(metadata: { inquiryId: string; status: string; fields: object }): void
  onError?(error: { status: number; code: string }): void
  onEvent?(name: string, metadata: Record<string, unknown>): void
}

/** A widget of a scripted SDK, and the events that a test can cause in it. */
export interface ScriptedWidget {
  /** The options that the SDK got. */
  readonly options: ScriptedWidgetOptions
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

/** A fake of the `persona` SDK that does nothing by itself. */
export interface ScriptedSdk {
  readonly loadSdk: LoadSdk
  /** All widgets, oldest first. */
  readonly widgets: readonly ScriptedWidget[]
}

/**
 * Creates a fake of the SDK. It adds a real overlay with a real frame to the page, as the SDK does, or
 * sets up an inline one, and calls the callbacks directly rather than through messages.
 *
 * @param script gets each widget once it is created, with its number from 0.
 */
export function createScriptedSdk(
  script: (widget: ScriptedWidget, index: number) => void = () => {},
): ScriptedSdk {
  const widgets: ScriptedWidget[] = []

  /** Adds a widget that is shown in an element, for as long as that is in the document. */
  const addWidget = (
    options: ScriptedWidgetOptions,
    element: HTMLElement,
    hide: () => void = () => {},
  ): void => {
    const tell = (call: () => void): void => {
      if (element.isConnected) call()
    }
    const inquiryId = options.inquiryId ?? ''
    const widget: ScriptedWidget = {
      options,
      get isOpen() {
        const { display, visibility } = element.style
        return element.isConnected && display !== 'none' && visibility !== 'hidden'
      },
      ready: () => tell(() => options.onReady?.()),
      cancel: () =>
        tell(() => {
          hide()
          options.onCancel?.({ inquiryId })
        }),
      complete: (status = 'completed') =>
        tell(() => {
          hide()
          options.onComplete?.({ inquiryId, status, fields: {} })
        }),
      fail: (error) => tell(() => options.onError?.(error)),
      emit: (name, metadata = {}) => tell(() => options.onEvent?.(name, metadata)),
    }
    const index = widgets.push(widget) - 1
    queueMicrotask(() => script(widget, index))
  }

  class Client {
    readonly #overlay: HTMLElement

    static preload(): Promise<void> {
      return Promise.resolve()
    }

    constructor(options: ScriptedWidgetOptions) {
      const overlay = createOverlay(options)
      this.#overlay = overlay
      ;(options.parent ?? document.body).append(overlay)
      addWidget(options, overlay, () => overlay.style.setProperty('display', 'none'))
    }

    open(): void {
      this.#overlay.style.removeProperty('display')
    }

    cancel(): void {}

    destroy(): void {
      this.#overlay.remove()
    }
  }

  const inline = new Map<string, { iframe: HTMLIFrameElement; options: ScriptedWidgetOptions }>()
  const setupIframe: PersonaSdk['setupIframe'] = (iframe, containerId, _flowType, options) => {
    const { iframeTitle = 'Verify your identity' } = options
    iframe.title = iframeTitle
    iframe.src = 'https://inquiry.withpersona.com/widget'
    iframe.srcdoc = widgetPage
    inline.set(containerId, { iframe, options })
    return iframe
  }
  const setupEvents: PersonaSdk['setupEvents'] = (containerId, callbacks) => {
    const setUp = inline.get(containerId)
    if (setUp === undefined) throw new Error(`setupIframe was not called for ${containerId}.`)
    const { inquiryId, sessionToken } = setUp.options
    const { onReady, onCancel, onComplete, onError, onEvent } = callbacks
    addWidget(
      {
        ...(inquiryId !== undefined && { inquiryId }),
        ...(sessionToken !== undefined && { sessionToken }),
        ...(onReady && { onReady }),
        ...(onCancel && { onCancel }),
        ...(onComplete && { onComplete }),
        ...(onError && { onError }),
        ...(onEvent && { onEvent }),
      },
      setUp.iframe,
    )
    return () => {}
  }

  return { loadSdk: () => Promise.resolve({ Client, setupEvents, setupIframe }), widgets }
}

function createOverlay({
  iframeTitle = 'Verify your identity',
}: ScriptedWidgetOptions): HTMLElement {
  const iframe = document.createElement('iframe')
  iframe.title = iframeTitle
  iframe.srcdoc = widgetPage
  iframe.style.cssText = `
    position: absolute; inset: 0; margin: auto; width: 100%; height: 100%;
    border: 0; border-radius: 4px; background: #fff;
  `
  if (matchMedia('(min-width: 600.02px) and (min-height: 600.02px)').matches) {
    iframe.style.maxWidth = '400px'
    iframe.style.maxHeight = '650px'
  }
  const overlay = document.createElement('div')
  overlay.dataset['scriptedWidget'] = ''
  overlay.style.cssText = `
    position: fixed; inset: 0; z-index: 9999; display: none; background: rgb(0 0 0 / 70%);
  `
  overlay.append(iframe)
  return overlay
}
