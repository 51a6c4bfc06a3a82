import type { LoadSdk } from '@resumable-inquiry/core'
import { widgetPage } from './widget-page.ts'

/** The part of the SDK's options that a scripted widget knows. */
export interface ScriptedWidgetOptions {
  readonly inquiryId?: string
  readonly sessionToken?: string
  readonly iframeTitle?: string
  onReady?(): void
  onCancel?(metadata: { inquiryId?: string; sessionToken?: string }): void
  onComplete?(metadata: { inquiryId: string; status: string; fields: object }): void
  onError?(error: { status: number; code: string }): void
  onEvent?(name: string, metadata: Record<string, unknown>): void
}

/** A widget of a scripted SDK, and what can be made to happen in it. */
export interface ScriptedWidget {
  /** What the SDK was given. */
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

/** A stand-in for the `persona` SDK which does what it is told, and nothing by itself. */
export interface ScriptedSdk {
  readonly loadSdk: LoadSdk
  /** Every widget that was made, oldest first. */
  readonly widgets: readonly ScriptedWidget[]
}

/**
 * Makes a stand-in for the SDK. It puts a real overlay with a real frame into the page, as the SDK
 * does, and calls the options' functions without the detour of messages.
 *
 * @param script told of each widget once it has been made, with its number from 0.
 */
export function createScriptedSdk(
  script: (widget: ScriptedWidget, index: number) => void = () => {},
): ScriptedSdk {
  const widgets: ScriptedWidget[] = []

  class Client {
    readonly #overlay: HTMLElement
    #isDestroyed = false

    static preload(): Promise<void> {
      return Promise.resolve()
    }

    constructor(options: ScriptedWidgetOptions) {
      const overlay = createOverlay(options)
      this.#overlay = overlay
      const tell = (call: () => void): void => {
        if (!this.#isDestroyed) call()
      }
      const hide = () => overlay.style.setProperty('display', 'none')
      const inquiryId = options.inquiryId ?? ''
      const widget: ScriptedWidget = {
        options,
        get isOpen() {
          return overlay.isConnected && overlay.style.display !== 'none'
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
      document.body.append(overlay)
      queueMicrotask(() => script(widget, index))
    }

    open(): void {
      this.#overlay.style.removeProperty('display')
    }

    cancel(): void {}

    destroy(): void {
      this.#isDestroyed = true
      this.#overlay.remove()
    }
  }

  return { loadSdk: () => Promise.resolve({ Client }), widgets }
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
