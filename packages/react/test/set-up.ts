import { createScriptedBackEnd, type ScriptedBackEnd } from './scripted-back-end.ts'
import type { MockWidget } from '../src/mock-sdk.ts'
import { createScriptedSdk, type ScriptedSdk } from './scripted-sdk.ts'

/** Back end and SDK of a flow in a test, and how to wait for its widgets. */
export interface TestSetup {
  readonly backEnd: ScriptedBackEnd
  readonly sdk: ScriptedSdk
  /** Props that make a flow use both. */
  readonly props: Pick<ScriptedBackEnd, 'fetchSession'> & Pick<ScriptedSdk, 'loadSdk'>
  /** Waits for the widget with this number, from 0. */
  widget(index: number): Promise<MockWidget>
}

/** Creates a back end and an SDK for a test. Widgets become ready unless there is a script. */
export function setUp({
  answer,
  script,
}: {
  answer?: Parameters<typeof createScriptedBackEnd>[0]
  script?: (widget: MockWidget, index: number) => void
} = {}): TestSetup {
  const waiting = new Map<number, (widget: MockWidget) => void>()
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

/** Waits for everything that is scheduled for the next task. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve)
  })
}
