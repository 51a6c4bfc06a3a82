import type { Operation } from '../operations.ts'

/** What an order is for. What is left out matches everything. */
export interface Scope {
  readonly inquiryId?: string | undefined
  /** Of a REST call. */
  readonly operation?: Operation | undefined
  /** Of the widget. */
  readonly part?: WidgetPart | undefined
  /** The name of a message that a widget posts. */
  readonly message?: string | undefined
}

export const widgetParts = ['page', 'assets', 'back-end', 'verify'] as const

/** The frame's page, its scripts and styles, what it asks for, and the addresses of links. */
export type WidgetPart = (typeof widgetParts)[number]

/** An order that is in force. */
export interface StandingOrder<Value> {
  readonly value: Value
  readonly scope: Scope
  /** How often it is still carried out; `Infinity` for always. */
  readonly remaining: number
}

/** Orders that wait for something to happen. */
export interface StandingOrders<Value> {
  /** Replaces an earlier order for the same scope. */
  order(value: Value, scope: Scope, times?: number): void
  /** The value of the latest order that matches, used up once; `undefined` when none does. */
  take(subject: Scope): Value | undefined
  /** What is in force, the latest first. */
  list(): readonly StandingOrder<Value>[]
  /** Takes back the order for exactly this scope. */
  takeBack(scope: Scope): void
  clear(): void
}

interface Order<Value> {
  readonly value: Value
  readonly scope: Scope
  remaining: number
}

export function createStandingOrders<Value>(): StandingOrders<Value> {
  let orders: Order<Value>[] = []
  const takeBack = (scope: Scope) => {
    orders = orders.filter((order) => !isSame(order.scope, scope))
  }
  return {
    order(value, scope, times = Infinity) {
      takeBack(scope)
      orders.unshift({ value, scope, remaining: times })
    },
    take(subject) {
      const order = orders.find(({ scope }) => matches(scope, subject))
      if (!order) return undefined
      order.remaining -= 1
      if (order.remaining <= 0) orders = orders.filter((other) => other !== order)
      return order.value
    },
    list: () => orders,
    takeBack,
    clear() {
      orders = []
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
