import { z } from 'zod'
import type { SessionReport } from '../entities/inquiry-session.ts'
import { findInquiry } from '../lifecycle/inquiries.ts'
import { endSessions } from '../lifecycle/sessions.ts'
import { defineFault, faultOptions, inquiryId, report } from './fault.ts'
import type { Fault, FaultOptions, LastingFault } from './fault.ts'

/** Ends all live sessions of an inquiry. Open widgets notice at once. */
export const killSession: Fault<{ inquiryId: string; report?: SessionReport | undefined }> =
  defineFault({
    name: 'killSession',
    group: 'Sessions',
    label: 'Kill sessions',
    summary: 'Every live session of an inquiry ends; open widgets notice at once.',
    argument: z.strictObject({ inquiryId, report: report.optional() }),
    apply(emulator, { inquiryId: id, report: told = 'unauthenticated' }) {
      endSessions(emulator, findInquiry(emulator, id).id, told)
    },
  })

/** Ends every session the moment a widget loads with it. */
export const killOnLoad: LastingFault<
  FaultOptions & {
    /** `never` clears the fault. @default 'unauthenticated' */
    report?: SessionReport | 'never' | undefined
  },
  FaultOptions & { report: SessionReport | 'never' }
> = defineFault({
  name: 'killOnLoad',
  group: 'Sessions',
  label: 'Kill sessions on load',
  summary: 'A session ends the moment a widget loads with it.',
  active: 'Sessions die on load',
  argument: z.strictObject({
    ...faultOptions,
    report: z.union([report, z.literal('never')]).default('unauthenticated'),
  }),
  apply: (emulator, argument) => void emulator.faults.add('killOnLoad', argument),
})
