import { z } from 'zod'
import type { FaultDescription } from '../console/records.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { operations } from '../operations.ts'
import { type FaultScope, widgetParts } from './active-faults.ts'
import * as definitions from './definitions.ts'
import {
  defineFault,
  type Fault,
  faultGroups,
  inquiryId,
  noArgument,
  type NoArgument,
} from './fault.ts'

type Definitions = typeof definitions

/** The name of a fault that stays active until it is used up or cleared. */
export type ActiveFaultName = {
  [Name in keyof Definitions]: Definitions[Name] extends { readonly active: string } ? Name : never
}[keyof Definitions]

/** An active fault. `clearFault({ fault, ...scope })` clears it. */
export interface FaultRecord {
  fault: ActiveFaultName
  scope: FaultScope
  /** Its other options. */
  argument: Record<string, unknown>
  /** How often it still applies; `null` until it is cleared. */
  remaining: number | null
}

/** Clears the one active fault with exactly this scope. */
const clearFault: Fault<FaultScope & { fault: ActiveFaultName }> = defineFault({
  name: 'clearFault',
  group: 'Active faults',
  label: 'Clear a fault',
  summary: 'The one with exactly this scope.',
  argument: z.strictObject({
    fault: z.enum(Object.keys(definitions).filter(isActiveFaultName)),
    inquiryId: inquiryId.optional(),
    operation: z.enum(operations).optional(),
    part: z.enum(widgetParts).optional(),
    name: z.string().optional(),
  }),
  apply: (emulator, { fault, ...scope }) => void emulator.faults.clear(fault, scope),
})

/**
 * Clears every active fault: restores the network, and lets the clock run from the time that it
 * shows. Keeps the stored data.
 */
const restore: Fault<NoArgument> = defineFault({
  name: 'restore',
  group: 'Active faults',
  label: 'Clear all',
  summary: 'Everything works again, and the clock runs. What is stored stays.',
  argument: noArgument,
  apply: (emulator) => emulator.faults.clearAll(),
})

type AllDefinitions = Definitions & {
  readonly clearFault: typeof clearFault
  readonly restore: typeof restore
}

/** Every fault by its name. */
const faults: Readonly<Record<string, Fault<unknown>>> = { ...definitions, clearFault, restore }

type Apply<Argument> = [Argument] extends [NoArgument]
  ? () => void
  : Partial<Argument> extends Argument
    ? (argument?: Argument) => void
    : (argument: Argument) => void

/**
 * Applies faults. Each function is also `POST /_emulator/simulate/<name>`, with the name in
 * kebab-case and the argument as JSON.
 */
export type Simulate = {
  readonly [Name in keyof AllDefinitions]: Apply<z.input<AllDefinitions[Name]['argument']>>
}

/**
 * Creates the functions that apply faults to one emulator.
 *
 * @throws PersonaError 404 from a fault that names an unknown inquiry
 * @throws InvalidFaultError from a fault whose argument is not valid
 */
export function createSimulate(emulator: EmulatorContext): Simulate
// Read the table by name, so that a fault is listed only once.
export function createSimulate(emulator: EmulatorContext): object {
  return Object.fromEntries(
    Object.entries(faults).map(([name, fault]) => [
      name,
      (argument?: unknown) => {
        fault.apply(emulator, argument)
        emulator.changes.emit()
      },
    ]),
  )
}

/** Every fault by its name in an address: `killSession` is `kill-session`. */
export const faultsByAddress: ReadonlyMap<string, Fault<unknown>> = new Map(
  Object.values(faults).map((fault) => [addressOf(fault), fault]),
)

/** Describes every fault for the dashboard, in the order of the groups. */
export function describeFaults(): (Omit<FaultDescription, 'argument'> & { argument: object })[] {
  return faultGroups.flatMap((wanted) =>
    Object.values(faults)
      .filter(({ group }) => group === wanted)
      .map((fault) => {
        const { argument: schema, group, label, name, summary } = fault
        const argument = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
        return { name, address: addressOf(fault), group, label, summary, argument }
      }),
  )
}

/** Returns the label of an active fault on the dashboard. */
export function labelOfActiveFault(name: ActiveFaultName): string {
  return faults[name]?.active ?? name
}

/** Lists the active faults, oldest first. */
export function listActiveFaults(emulator: EmulatorContext): FaultRecord[] {
  return emulator.faults.list().flatMap(({ fault, scope, argument, remaining }) =>
    isActiveFaultName(fault)
      ? {
          fault,
          scope: { ...scope },
          argument: { ...argument },
          remaining: Number.isFinite(remaining) ? remaining : null,
        }
      : [],
  )
}

function isActiveFaultName(name: string): name is ActiveFaultName {
  const byName: Readonly<Record<string, Fault<unknown>>> = definitions
  return Object.hasOwn(byName, name) && byName[name]?.active !== undefined
}

function addressOf({ name }: Pick<Fault<unknown>, 'name'>): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
