import { z } from 'zod'
import { frameRefusals } from '../faults/frame-refusal.ts'
import { messageDeliveryModes } from '../faults/message-delivery.ts'
import { findInquiry } from '../lifecycle/inquiries.ts'
import { isLive } from '../lifecycle/sessions.ts'
import { delay, inquiryId, sdkError, times } from './arguments.ts'
import { defineFault } from './fault.ts'
import type { Fault } from './fault.ts'

const scope = { inquiryId: inquiryId.optional(), times: times.optional() }

export const widget: Fault = defineFault(
  z.discriminatedUnion('behavior', [
    z.strictObject({ ...scope, behavior: z.enum(['normal', 'hang', 'crash']) }),
    z.strictObject({
      ...scope,
      behavior: z.literal('slow'),
      delay,
    }),
    z.strictObject({ ...scope, ...sdkError, behavior: z.literal('error') }),
  ]),
  (emulator, { inquiryId: id, times: count, ...behavior }) => {
    emulator.faults.widget.add(behavior, { inquiryId: id }, count)
  },
)

export const refuseFrame: Fault = defineFault(
  z.strictObject({ ...scope, header: z.enum(frameRefusals).optional() }),
  (emulator, { inquiryId: id, times: count, header = 'x-frame-options' }) => {
    emulator.faults.frame.add(header, { inquiryId: id }, count)
  },
)

export const messages: Fault = defineFault(
  z.strictObject({
    ...scope,
    name: z.string().min(1).optional(),
    delivery: z.enum(messageDeliveryModes),
  }),
  (emulator, { inquiryId: id, times: count, name, delivery }) => {
    emulator.faults.messages.add(delivery, { inquiryId: id, message: name }, count)
    emulator.widgets.publishToAll({ name: 'message-fault' })
  },
)

export const reportError: Fault = defineFault(
  z.strictObject({ inquiryId, ...sdkError }),
  (emulator, { inquiryId: id, ...error }) => {
    for (const session of emulator.store.sessions.of(findInquiry(emulator, id).id)) {
      if (isLive(emulator, session))
        emulator.widgets.publish(session.id, { name: 'sdk-error', error })
    }
  },
)
