import { createScriptedBackEnd, type ScriptedBackEnd } from './scripted-back-end.ts'
import { createScriptedSdk, type ScriptedSdk, type ScriptedWidget } from './scripted-sdk.ts'

/** A flow's surroundings in a test, and how to wait for what happens in them. */
export interface Surroundings {
  readonly backEnd: ScriptedBackEnd
  readonly sdk: ScriptedSdk
  /** Props that put a flow into these surroundings. */
  readonly props: Pick<ScriptedBackEnd, 'fetchSession'> & Pick<ScriptedSdk, 'loadSdk'>
  /** Waits for the widget with this number, from 0. */
  widget(index: number): Promise<ScriptedWidget>
}

/** Makes the surroundings of a flow. Widgets come up ready unless the script says otherwise. */
export function setUp({
  answer,
  script,
}: {
  answer?: Parameters<typeof createScriptedBackEnd>[0]
  script?: (widget: ScriptedWidget, index: number) => void
} = {}): Surroundings {
  const waiting = new Map<number, (widget: ScriptedWidget) => void>()
  const backEnd = createScriptedBackEnd(answer)
  const sdk = createScriptedSdk((widget, index) => {
    if (script) script(widget, index)
    else widget.ready()
    waiting.get(index)?.(widget)
  })
  return {
    backEnd,
    sdk,
    props: { fetchSession: backEnd.fetchSession, loadSdk: sdk.loadSdk },
    widget: async (index) =>
      sdk.widgets[index] ?? (await new Promise((resolve) => waiting.set(index, resolve))),
  }
}

/** Waits until everything that was put off to the next task has been done. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve)
  })
}
