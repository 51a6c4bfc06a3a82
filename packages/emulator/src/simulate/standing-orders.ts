import { z } from 'zod'
import { widgetParts } from '../faults/standing-orders.ts'
import { operations } from '../operations.ts'
import type { OrderRecord, StandingOrderName } from '../records.ts'
import type { World } from '../world.ts'
import type { Scope, StandingOrder } from '../faults/standing-orders.ts'
import { inquiryId, nothing } from './arguments.ts'
import { defineOrder } from './order.ts'
import type { Order } from './order.ts'

/** Something that an order has put in force, and that can be taken back. */
interface Standing {
  list(): OrderRecord[]
  takeBack(scope: Scope): void
}

/** What is in force at the moment, the latest of each order first. */
export function listStandingOrders(world: World): OrderRecord[] {
  return Object.values(standingIn(world)).flatMap(({ list }) => list())
}

/** Takes back every standing order. What was moved in time stays there. */
export const restore: Order = defineOrder(nothing, ({ faults, clock }) => {
  faults.clear()
  if (clock.isFrozen) clock.run()
})

export const takeBack: Order = defineOrder(
  z.strictObject({
    order: z.enum([
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
  (world, { order, name, ...scope }) => {
    standingIn(world)[order].takeBack({ ...scope, message: name })
  },
)

function standingIn({ faults, clock }: World): Readonly<Record<StandingOrderName, Standing>> {
  return {
    failApi: standing('failApi', faults.api, (failure) => failure),
    failWidget: standing('failWidget', faults.widgetRequests, (failure) => failure),
    widget: standing('widget', faults.widget, (behaviour) => behaviour),
    refuseFrame: standing('refuseFrame', faults.frame, (header) => ({ header })),
    messages: standing('messages', faults.messages, (fate) => ({ fate })),
    killOnLoad: standing('killOnLoad', faults.killOnLoad, (report) => ({ report })),
    webhooks: standing('webhooks', faults.webhooks, (delivery) => ({ delivery })),
    cutNetwork: {
      list: () => (faults.network.isCut ? [untilTakenBack('cutNetwork')] : []),
      takeBack: () => faults.network.restore(),
    },
    freezeTime: {
      list: () => (clock.isFrozen ? [untilTakenBack('freezeTime')] : []),
      takeBack: () => clock.run(),
    },
  }
}

function standing<Value>(
  order: StandingOrderName,
  {
    list,
    takeBack: takeBackFor,
  }: {
    list(): readonly StandingOrder<Value>[]
    takeBack(scope: Scope): void
  },
  describe: (value: Value) => object,
): Standing {
  return {
    list: () =>
      list().map(({ value, scope: { message: name, ...scope }, remaining }) => ({
        order,
        scope: { ...scope, name },
        argument: { ...describe(value) },
        remaining: Number.isFinite(remaining) ? remaining : null,
      })),
    takeBack: takeBackFor,
  }
}

function untilTakenBack(order: StandingOrderName): OrderRecord {
  return { order, scope: {}, argument: {}, remaining: null }
}
