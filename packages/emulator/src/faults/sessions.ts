import { z } from 'zod'
import type { SessionReport } from '../entities/inquiry-session.ts'
import { findInquiry } from '../lifecycle/inquiries.ts'
import { endSessions } from '../lifecycle/sessions.ts'
import {
  defineFault,
  delay,
  faultOptions,
  type FaultOptions,
  inquiryId,
  type LastingFault,
  report,
} from './fault.ts'

/** Ends all live sessions of an inquiry, now or after a delay. Open widgets notice at once. */
export const killSession: LastingFault<{
  inquiryId: string
  report?: SessionReport | undefined
  /** Milliseconds of the emulator's clock. @default 0 */
  delay?: number | undefined
}> = defineFault({
  name: 'killSession',
  group: 'Sessions',
  label: 'Kill sessions',
  summary: 'Ends every live session of an inquiry, now or later. Open widgets notice at once.',
  active: 'Sessions will be killed',
  argument: z.strictObject({ inquiryId, report: report.optional(), delay: delay.optional() }),
  apply(emulator, { inquiryId: given, report: kind = 'unauthenticated', delay: milliseconds = 0 }) {
    const { id } = findInquiry(emulator, given)
    if (milliseconds === 0) return endSessions(emulator, id, kind)
    const { changes, clock, faults } = emulator
    const argument = { inquiryId: id, report: kind, delay: milliseconds, times: 1 }
    const scheduled = faults.add('killSession', argument)
    clock.at(clock.now() + milliseconds, () => {
      if (!faults.list().includes(scheduled)) return
      faults.clear('killSession', { inquiryId: id })
      endSessions(emulator, id, kind)
      changes.emit()
    })
  },
})

/** Ends every session the moment a widget loads with it. */
export const killOnLoad: LastingFault<
  FaultOptions & {
    /** `never` spares what this scope matches. @default 'unauthenticated' */
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
