import { z } from 'zod'
import { findInquiry } from '../lifecycle/inquiries.ts'
import { isLive } from '../lifecycle/sessions.ts'
import { inquiryId, sdkError, times } from './arguments.ts'
import { defineOrder } from './order.ts'
import type { Order } from './order.ts'

// A timer of more would fire at once.
const longestDelay = 2 ** 31 - 1

const scope = { inquiryId: inquiryId.optional(), times: times.optional() }

export const widget: Order = defineOrder(
  z.discriminatedUnion('behaviour', [
    z.strictObject({ ...scope, behaviour: z.enum(['normal', 'hang', 'crash']) }),
    z.strictObject({
      ...scope,
      behaviour: z.literal('slow'),
      delay: z.number().min(0).max(longestDelay),
    }),
    z.strictObject({ ...scope, ...sdkError, behaviour: z.literal('error') }),
  ]),
  (world, { inquiryId: id, times: count, ...behaviour }) => {
    world.faults.widget.order(behaviour, { inquiryId: id }, count)
  },
)

export const reportError: Order = defineOrder(
  z.strictObject({ inquiryId, ...sdkError }),
  (world, { inquiryId: id, ...error }) => {
    for (const session of world.store.sessions.of(findInquiry(world, id).id)) {
      if (isLive(world, session)) world.widgets.publish(session.id, { name: 'sdk-error', error })
    }
  },
)
