import { z } from 'zod'
import { findInquiry } from '../lifecycle/inquiries.ts'
import { endSessions } from '../lifecycle/sessions.ts'
import { inquiryId, report, times } from './arguments.ts'
import { defineOrder } from './order.ts'
import type { Order } from './order.ts'

export const killSession: Order = defineOrder(
  z.strictObject({ inquiryId, report: report.optional() }),
  (world, { inquiryId: id, report: told = 'unauthenticated' }) => {
    endSessions(world, findInquiry(world, id).id, told)
  },
)

export const killOnLoad: Order = defineOrder(
  z.strictObject({
    inquiryId: inquiryId.optional(),
    report: z.union([report, z.literal('never')]).optional(),
    times: times.optional(),
  }),
  (world, { inquiryId: id, report: told = 'unauthenticated', times: count }) => {
    world.faults.killOnLoad.order(told, { inquiryId: id }, count)
  },
)
