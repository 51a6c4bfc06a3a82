import { z } from 'zod'
import { widgetParts } from '../faults/active-faults.ts'
import { operations } from '../operations.ts'
import type { FaultRecord, ActiveFaultName } from '../records.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { Scope, ActiveFault } from '../faults/active-faults.ts'
import { inquiryId, nothing } from './arguments.ts'
import { defineFault } from './fault.ts'
import type { Fault } from './fault.ts'

/** Something that a fault has put in force, and that can be cleared. */
interface FaultState {
  list(): FaultRecord[]
  clear(scope: Scope): void
}

/** What is in force at the moment, the latest of each fault first. */
export function listActiveFaults(emulator: EmulatorContext): FaultRecord[] {
  return Object.values(faultsIn(emulator)).flatMap(({ list }) => list())
}

/** Clears every active fault. What was moved in time stays there. */
export const restore: Fault = defineFault(nothing, ({ faults, clock }) => {
  faults.clear()
  if (clock.isFrozen) clock.run()
})

export const clearFault: Fault = defineFault(
  z.strictObject({
    fault: z.enum([
      'failApi',
      'failWidget',
      'widget',
      'refuseFrame',
      'messages',
      'killOnLoad',
      'webhooks',
      'cutNetwork',
      'freezeTime',
    ]),
    inquiryId: inquiryId.optional(),
    operation: z.enum(operations).optional(),
    part: z.enum(widgetParts).optional(),
    name: z.string().optional(),
  }),
  (emulator, { fault, name, ...scope }) => {
    faultsIn(emulator)[fault].clear({ ...scope, message: name })
  },
)

function faultsIn({
  faults,
  clock,
}: EmulatorContext): Readonly<Record<ActiveFaultName, FaultState>> {
  return {
    failApi: faultState('failApi', faults.api, (failure) => failure),
    failWidget: faultState('failWidget', faults.widgetRequests, (failure) => failure),
    widget: faultState('widget', faults.widget, (behavior) => behavior),
    refuseFrame: faultState('refuseFrame', faults.frame, (header) => ({ header })),
    messages: faultState('messages', faults.messages, (delivery) => ({ delivery })),
    killOnLoad: faultState('killOnLoad', faults.killOnLoad, (report) => ({ report })),
    webhooks: faultState('webhooks', faults.webhooks, (delivery) => ({ delivery })),
    cutNetwork: {
      list: () => (faults.network.isCut ? [untilCleared('cutNetwork')] : []),
      clear: () => faults.network.restore(),
    },
    freezeTime: {
      list: () => (clock.isFrozen ? [untilCleared('freezeTime')] : []),
      clear: () => clock.run(),
    },
  }
}

function faultState<Value>(
  fault: ActiveFaultName,
  {
    list,
    clear,
  }: {
    list(): readonly ActiveFault<Value>[]
    clear(scope: Scope): void
  },
  describe: (value: Value) => object,
): FaultState {
  return {
    list: () =>
      list().map(({ value, scope: { message: name, ...scope }, remaining }) => ({
        fault,
        scope: { ...scope, name },
        argument: { ...describe(value) },
        remaining: Number.isFinite(remaining) ? remaining : null,
      })),
    clear,
  }
}

function untilCleared(fault: ActiveFaultName): FaultRecord {
  return { fault, scope: {}, argument: {}, remaining: null }
}
