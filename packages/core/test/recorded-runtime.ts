import type { FlowEvent } from '../src/flow/machine-types.ts'
import type { FlowOptions } from '../src/flow/options.ts'
import type { Runtime } from '../src/flow/runtime.ts'
import { createSdkLoader } from '../src/frame/load-sdk.ts'
import { noPlace } from './no-place.ts'

/** The runtime of a flow without a machine, which keeps what is dispatched. */
export interface RecordedRuntime {
  runtime: Runtime & { isHandedOff: boolean }
  /** Ends the run. */
  controller: AbortController
  /** What was dispatched, oldest first. */
  events: FlowEvent[]
}

export function createRecordedRuntime(options: FlowOptions): RecordedRuntime {
  const controller = new AbortController()
  const events: FlowEvent[] = []
  const runtime = {
    options,
    signal: controller.signal,
    place: noPlace,
    sdk: createSdkLoader(),
    isHandedOff: false,
    dispatch: (event: FlowEvent) => events.push(event),
  }
  return { runtime, controller, events }
}
