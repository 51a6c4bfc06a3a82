import { z } from 'zod'
import { frameRefusals } from '../faults/frame-refusal.ts'
import { messageFates } from '../faults/message-fate.ts'
import { findInquiry } from '../lifecycle/inquiries.ts'
import { isLive } from '../lifecycle/sessions.ts'
import { delay, inquiryId, sdkError, times } from './arguments.ts'
import { defineOrder } from './order.ts'
import type { Order } from './order.ts'

const scope = { inquiryId: inquiryId.optional(), times: times.optional() }

export const widget: Order = defineOrder(
  z.discriminatedUnion('behaviour', [
    z.strictObject({ ...scope, behaviour: z.enum(['normal', 'hang', 'crash']) }),
    z.strictObject({
      ...scope,
      behaviour: z.literal('slow'),
      delay,
    }),
    z.strictObject({ ...scope, ...sdkError, behaviour: z.literal('error') }),
  ]),
  (world, { inquiryId: id, times: count, ...behaviour }) => {
    world.faults.widget.order(behaviour, { inquiryId: id }, count)
  },
)

export const refuseFrame: Order = defineOrder(
  z.strictObject({ ...scope, header: z.enum(frameRefusals).optional() }),
  (world, { inquiryId: id, times: count, header = 'x-frame-options' }) => {
    world.faults.frame.order(header, { inquiryId: id }, count)
  },
)

export const messages: Order = defineOrder(
  z.strictObject({
    ...scope,
    name: z.string().min(1).optional(),
    fate: z.enum(messageFates),
  }),
  (world, { inquiryId: id, times: count, name, fate }) => {
    world.faults.messages.order(fate, { inquiryId: id, message: name }, count)
    world.widgets.publishToAll({ name: 'messages-ordered' })
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
