import type { Inquiry } from '../entities/inquiry.ts'
import { conflict } from '../persona-error.ts'

/** Nothing more happens to an inquiry whose data was deleted. @throws PersonaError 409 */
export function refuseRedacted(inquiry: Inquiry): void {
  if (inquiry.redactedAt !== null) throw conflict('Inquiry already redacted')
}
