import type { z } from 'zod'
import type { Operation } from '../operations.ts'

export const widgetParts = ['page', 'assets', 'back_end', 'verify'] as const

/** The frame's page, its scripts and styles, its calls to the emulator, and the links to a flow. */
export type WidgetPart = (typeof widgetParts)[number]

/** What a fault applies to. A member that is left out matches everything. */
export interface FaultScope {
  inquiryId?: string | undefined
  /** Of `failApi`. */
  operation?: Operation | undefined
  /** Of `failWidget`. */
  part?: WidgetPart | undefined
  /** Of `messages`: the message's name. */
  name?: string | undefined
}

/** A fault that is applied until it is used up or cleared. */
export interface ActiveFault {
  readonly fault: string
  readonly scope: FaultScope
  /** Its argument without the scope and `times`. */
  readonly argument: Readonly<Record<string, unknown>>
  /** How often it still applies; `Infinity` until it is cleared. */
  remaining: number
  readonly onClear: () => void
}

/** The active faults of one emulator, oldest first. */
export interface ActiveFaults {
  /**
   * Adds a fault in place of an earlier one with the same scope.
   *
   * @param onClear undoes what the fault has changed outside this list
   */
  add(
    fault: string,
    argument: FaultScope & { times?: number | undefined },
    onClear?: () => void,
  ): ActiveFault
  /** Uses the latest fault that matches once, and returns its argument. */
  take<Argument>(fault: TakenFault<Argument>, subject: FaultScope): Argument | undefined
  has(fault: string): boolean
  list(): readonly ActiveFault[]
  /** Clears the fault with exactly this scope. Returns whether there was one. */
  clear(fault: string, scope?: FaultScope): boolean
  clearAll(): void
}

interface TakenFault<Argument> {
  readonly name: string
  readonly argument: z.ZodType<Argument>
}

export function createActiveFaults(): ActiveFaults {
  let faults: ActiveFault[] = []
  const remove = (isRemoved: (fault: ActiveFault) => boolean) => {
    const removed = faults.filter(isRemoved)
    faults = faults.filter((fault) => !isRemoved(fault))
    return removed
  }
  const removeSame = (name: string, scope: FaultScope) =>
    remove((active) => active.fault === name && isSame(active.scope, scope))
  return {
    add(fault, given, onClear = () => undefined) {
      const { inquiryId, operation, part, name, times = Infinity, ...argument } = given
      const scope = { inquiryId, operation, part, name }
      removeSame(fault, scope)
      const active: ActiveFault = { fault, scope, argument, remaining: times, onClear }
      faults.push(active)
      return active
    },
    take({ name, argument }, subject) {
      const taken = faults.findLast(({ fault, scope }) => fault === name && matches(scope, subject))
      if (!taken) return undefined
      taken.remaining -= 1
      if (taken.remaining <= 0) remove((fault) => fault === taken)
      // One list holds the arguments of all faults, and each fault's schema gives its type back.
      return argument.parse(taken.argument)
    },
    has: (name) => faults.some(({ fault }) => fault === name),
    list: () => faults,
    clear(name, scope = {}) {
      const cleared = removeSame(name, scope)
      for (const { onClear } of cleared) onClear()
      return cleared.length > 0
    },
    clearAll() {
      for (const { onClear } of remove(() => true)) onClear()
    },
  }
}

const aspects = ['inquiryId', 'operation', 'part', 'name'] as const

function isSame(one: FaultScope, other: FaultScope): boolean {
  return aspects.every((aspect) => one[aspect] === other[aspect])
}

function matches(scope: FaultScope, subject: FaultScope): boolean {
  return aspects.every((aspect) => scope[aspect] === undefined || scope[aspect] === subject[aspect])
}
