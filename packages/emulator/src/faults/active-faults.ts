import type { Operation } from '../operations.ts'

/** What a fault is for. What is left out matches everything. */
export interface Scope {
  readonly inquiryId?: string | undefined
  /** Of a REST call. */
  readonly operation?: Operation | undefined
  /** Of the widget. */
  readonly part?: WidgetPart | undefined
  /** The name of a message that a widget posts. */
  readonly message?: string | undefined
}

export const widgetParts = ['page', 'assets', 'back_end', 'verify'] as const

/** The frame's page, its scripts and styles, what it asks for, and the addresses of links. */
export type WidgetPart = (typeof widgetParts)[number]

/** A fault that is in force. */
export interface ActiveFault<Value> {
  readonly value: Value
  readonly scope: Scope
  /** How often it still applies; `Infinity` for always. */
  readonly remaining: number
}

/** Faults that wait for something to happen. */
export interface ActiveFaults<Value> {
  /** Replaces an earlier fault for the same scope. */
  add(value: Value, scope: Scope, times?: number): void
  /** The value of the latest fault that matches, used up once; `undefined` when none does. */
  take(subject: Scope): Value | undefined
  /** What is in force, the latest first. */
  list(): readonly ActiveFault<Value>[]
  /** Clears the fault for exactly this scope. */
  clear(scope: Scope): void
  clearAll(): void
}

interface Entry<Value> {
  readonly value: Value
  readonly scope: Scope
  remaining: number
}

export function createActiveFaults<Value>(): ActiveFaults<Value> {
  let faults: Entry<Value>[] = []
  const clear = (scope: Scope) => {
    faults = faults.filter((fault) => !isSame(fault.scope, scope))
  }
  return {
    add(value, scope, times = Infinity) {
      clear(scope)
      faults.unshift({ value, scope, remaining: times })
    },
    take(subject) {
      const fault = faults.find(({ scope }) => matches(scope, subject))
      if (!fault) return undefined
      fault.remaining -= 1
      if (fault.remaining <= 0) faults = faults.filter((other) => other !== fault)
      return fault.value
    },
    list: () => faults,
    clear,
    clearAll() {
      faults = []
    },
  }
}

const aspects = ['inquiryId', 'operation', 'part', 'message'] as const

function isSame(one: Scope, other: Scope): boolean {
  return aspects.every((aspect) => one[aspect] === other[aspect])
}

function matches(scope: Scope, subject: Scope): boolean {
  return aspects.every((aspect) => scope[aspect] === undefined || scope[aspect] === subject[aspect])
}
