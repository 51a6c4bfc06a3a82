import { z } from 'zod'
import { widgetParts } from '../faults/active-faults.ts'
import { operations } from '../operations.ts'
import { delay, inquiryId, nothing, times } from './arguments.ts'
import { defineFault } from './fault.ts'
import type { Fault } from './fault.ts'

const status = {
  failure: z.literal('status'),
  status: z.int().min(200).max(599),
  body: z.enum(['json', 'html', 'empty']).optional(),
  retryAfter: z.number().min(0).optional(),
}
const delayed = { failure: z.literal('delay'), delay }
const incomplete = { failure: z.literal('incomplete'), without: z.string().min(1) }
const plain = { failure: z.enum(['hang', 'reset', 'lost_response', 'malformed', 'none']) }

const apiScope = {
  operation: z.enum(operations).optional(),
  inquiryId: inquiryId.optional(),
  times: times.optional(),
}

export const failApi: Fault = defineFault(
  z.discriminatedUnion('failure', [
    z.strictObject({ ...apiScope, ...status }),
    z.strictObject({ ...apiScope, ...delayed }),
    z.strictObject({ ...apiScope, ...incomplete }),
    z.strictObject({ ...apiScope, ...plain }),
  ]),
  (emulator, { inquiryId: id, times: count, operation, ...failure }) => {
    emulator.faults.api.add(failure, { inquiryId: id, operation }, count)
  },
)

const widgetScope = {
  part: z.enum(widgetParts).optional(),
  inquiryId: inquiryId.optional(),
  times: times.optional(),
}

export const failWidget: Fault = defineFault(
  z.discriminatedUnion('failure', [
    z.strictObject({ ...widgetScope, ...status }),
    z.strictObject({ ...widgetScope, ...delayed }),
    z.strictObject({ ...widgetScope, ...incomplete }),
    z.strictObject({ ...widgetScope, ...plain }),
  ]),
  (emulator, { inquiryId: id, times: count, part, ...failure }) => {
    emulator.faults.widgetRequests.add(failure, { inquiryId: id, part }, count)
  },
)

export const cutNetwork: Fault = defineFault(nothing, ({ faults }) => faults.network.cut())

export const restoreNetwork: Fault = defineFault(nothing, ({ faults }) => faults.network.restore())
