import { z } from 'zod'
import { widgetParts } from '../faults/standing-orders.ts'
import { operations } from '../operations.ts'
import { delay, inquiryId, nothing, times } from './arguments.ts'
import { defineOrder } from './order.ts'
import type { Order } from './order.ts'

const status = {
  failure: z.literal('status'),
  status: z.int().min(200).max(599),
  body: z.enum(['json', 'html', 'empty']).optional(),
  retryAfter: z.number().min(0).optional(),
}
const delayed = { failure: z.literal('delay'), delay }
const incomplete = { failure: z.literal('incomplete'), without: z.string().min(1) }
const plain = { failure: z.enum(['hang', 'reset', 'lost-answer', 'malformed', 'none']) }

const apiScope = {
  operation: z.enum(operations).optional(),
  inquiryId: inquiryId.optional(),
  times: times.optional(),
}

export const failApi: Order = defineOrder(
  z.discriminatedUnion('failure', [
    z.strictObject({ ...apiScope, ...status }),
    z.strictObject({ ...apiScope, ...delayed }),
    z.strictObject({ ...apiScope, ...incomplete }),
    z.strictObject({ ...apiScope, ...plain }),
  ]),
  (world, { inquiryId: id, times: count, operation, ...failure }) => {
    world.faults.api.order(failure, { inquiryId: id, operation }, count)
  },
)

const widgetScope = {
  part: z.enum(widgetParts).optional(),
  inquiryId: inquiryId.optional(),
  times: times.optional(),
}

export const failWidget: Order = defineOrder(
  z.discriminatedUnion('failure', [
    z.strictObject({ ...widgetScope, ...status }),
    z.strictObject({ ...widgetScope, ...delayed }),
    z.strictObject({ ...widgetScope, ...incomplete }),
    z.strictObject({ ...widgetScope, ...plain }),
  ]),
  (world, { inquiryId: id, times: count, part, ...failure }) => {
    world.faults.widgetRequests.order(failure, { inquiryId: id, part }, count)
  },
)

export const cutNetwork: Order = defineOrder(nothing, ({ faults }) => faults.network.cut())

export const restoreNetwork: Order = defineOrder(nothing, ({ faults }) => faults.network.restore())
