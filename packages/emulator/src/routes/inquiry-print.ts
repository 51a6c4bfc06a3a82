import { formatInquiry } from '../formatters/inquiry.ts'
import { createPdf } from '../formatters/pdf.ts'
import { refuseRedacted } from '../lifecycle/refuse-redacted.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { inquiryInPath } from './answer-inquiry.ts'
import type { Handlers } from './handlers.ts'

/** The call that prints an inquiry. */
export function inquiryPrintHandlers(emulator: EmulatorContext): Handlers<'print'> {
  return {
    print(context) {
      const inquiry = inquiryInPath(context, emulator)
      refuseRedacted(inquiry)
      const { id, attributes } = formatInquiry(emulator, inquiry)
      const lines = Object.entries(attributes)
        .filter(([, value]) => typeof value === 'string')
        .map(([name, value]) => `${name}: ${String(value)}`)
      const answers = Object.entries(inquiry.answers).map(([name, value]) => `${name}: ${value}`)
      return context.body(createPdf([`Inquiry ${id}`, '', ...lines, '', ...answers]), 200, {
        'Content-Type': 'application/pdf',
      })
    },
  }
}
