import type { LoadSdk } from '@resumable-inquiry/core'
import { createMockSdk, type MockWidget } from '../src/mock-sdk.ts'
import { widgetPage } from './widget-page.ts'

/** A mock of the `persona` SDK whose widgets do what a script says. */
export interface ScriptedSdk {
  readonly loadSdk: LoadSdk
  /** All widgets, oldest first. */
  readonly widgets: readonly MockWidget[]
}

/**
 * Creates a mock of the SDK whose widgets show a page, and look as the SDK's do.
 *
 * @param script gets each widget once it is created, with its number from 0.
 */
export function createScriptedSdk(
  script: (widget: MockWidget, index: number) => void = () => {},
): ScriptedSdk {
  const widgets: MockWidget[] = []
  const sdk = createMockSdk((widget) => {
    const index = widgets.push(widget) - 1
    showPage(widget)
    queueMicrotask(() => script(widget, index))
  })
  return { loadSdk: () => Promise.resolve(sdk), widgets }
}

function showPage({ iframe, overlay }: MockWidget): void {
  iframe.srcdoc = widgetPage
  if (overlay === undefined) {
    iframe.src = 'https://inquiry.withpersona.com/widget'
    return
  }
  iframe.style.cssText = `
    position: absolute; inset: 0; margin: auto; width: 100%; height: 100%;
    border: 0; border-radius: 4px; background: #fff;
  `
  if (matchMedia('(min-width: 600.02px) and (min-height: 600.02px)').matches) {
    iframe.style.maxWidth = '400px'
    iframe.style.maxHeight = '650px'
  }
  overlay.style.cssText = `
    position: fixed; inset: 0; z-index: 9999; display: none; background: rgb(0 0 0 / 70%);
  `
}
