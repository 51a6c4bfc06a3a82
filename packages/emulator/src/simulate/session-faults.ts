import { z } from 'zod'
import { findInquiry } from '../lifecycle/inquiries.ts'
import { endSessions } from '../lifecycle/sessions.ts'
import { inquiryId, report, times } from './arguments.ts'
import { defineFault } from './fault.ts'
import type { Fault } from './fault.ts'

export const killSession: Fault = defineFault(
  z.strictObject({ inquiryId, report: report.optional() }),
  (emulator, { inquiryId: id, report: told = 'unauthenticated' }) => {
    endSessions(emulator, findInquiry(emulator, id).id, told)
  },
)

export const killOnLoad: Fault = defineFault(
  z.strictObject({
    inquiryId: inquiryId.optional(),
    report: z.union([report, z.literal('never')]).optional(),
    times: times.optional(),
  }),
  (emulator, { inquiryId: id, report: told = 'unauthenticated', times: count }) => {
    emulator.faults.killOnLoad.add(told, { inquiryId: id }, count)
  },
)
