import { z } from 'zod'
import { operations } from '../operations.ts'
import { inquiryId, nothing, times } from './arguments.ts'
import { defineOrder } from './order.ts'
import type { Order } from './order.ts'

const scope = {
  operation: z.enum(operations).optional(),
  inquiryId: inquiryId.optional(),
  times: times.optional(),
}

export const failApi: Order = defineOrder(
  z.discriminatedUnion('failure', [
    z.strictObject({
      ...scope,
      failure: z.literal('status'),
      status: z.int().min(200).max(599),
      body: z.enum(['json', 'html', 'empty']).optional(),
      retryAfter: z.number().optional(),
    }),
    z.strictObject({ ...scope, failure: z.enum(['hang', 'reset', 'none']) }),
  ]),
  (world, { inquiryId: id, operation, times: count, ...failure }) => {
    world.faults.api.order(failure, { inquiryId: id, operation }, count)
  },
)

export const cutNetwork: Order = defineOrder(nothing, ({ faults }) => faults.network.cut())

export const restoreNetwork: Order = defineOrder(nothing, ({ faults }) => faults.network.restore())

/** Takes back every standing order. */
export const restore: Order = defineOrder(nothing, ({ faults }) => faults.clear())
