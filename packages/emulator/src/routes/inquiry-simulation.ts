import { z } from 'zod'
import {
  type Inquiry,
  type InquiryDecision,
  type InquiryStatus,
  isUnfinished,
  refuseRedacted,
} from '../entities/inquiry.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { readBody } from '../http/read-body.ts'
import { decideInquiry, expireInquiry, startInquiry } from '../lifecycle/inquiries.ts'
import { endVerification, submitDocument, submitSelfie } from '../lifecycle/verifications.ts'
import { PersonaError, conflict } from '../persona-error.ts'
import { type Handlers, inquiryInPath, respondWithInquiry } from './inquiry-response.ts'

const statusAction = z.enum([
  'start_inquiry',
  'complete_inquiry',
  'fail_inquiry',
  'expire_inquiry',
  'mark_for_review_inquiry',
  'approve_inquiry',
  'decline_inquiry',
])

const nextStatuses: Readonly<
  Record<z.infer<typeof statusAction>, InquiryDecision | 'pending' | 'expired'>
> = {
  start_inquiry: 'pending',
  complete_inquiry: 'completed',
  fail_inquiry: 'failed',
  expire_inquiry: 'expired',
  mark_for_review_inquiry: 'needs_review',
  approve_inquiry: 'approved',
  decline_inquiry: 'declined',
}

const simulateAction = z.discriminatedUnion('type', [
  z.object({ type: statusAction }),
  z.object({
    type: z.enum(['create_passed_verification', 'create_failed_verification']),
    data: z.object({ 'verification-template-id': z.string().min(1) }),
  }),
])

type SimulateAction = z.infer<typeof simulateAction>

const request = z.object({ meta: z.object({ 'simulate-actions': z.array(simulateAction) }) })

/** The call that performs Persona's simulate actions, with a sandbox key only. */
export function inquirySimulationHandlers(
  emulator: EmulatorContext,
): Handlers<'perform-simulate-actions'> {
  return {
    async 'perform-simulate-actions'(context) {
      if (emulator.settings.apiKey.startsWith('persona_production')) {
        throw new PersonaError(403, {
          title: 'Forbidden',
          details: 'Simulate actions are for keys of a sandbox, and this is one of production',
        })
      }
      const inquiry = inquiryInPath(context, emulator)
      const { meta } = await readBody(context.req, request)
      const actions = meta['simulate-actions']
      refuseRedacted(inquiry)
      // Check all actions first: Persona performs all of them or none.
      actions.reduce(statusAfter, inquiry.status)
      for (const action of actions) perform(emulator, inquiry, action)
      return respondWithInquiry(context, emulator, inquiry)
    },
  }
}

/** @throws PersonaError 409 for an action that does not fit the status */
function statusAfter(status: InquiryStatus, action: SimulateAction): InquiryStatus {
  const isOpen = isUnfinished({ status })
  if ('data' in action) {
    if (isOpen) return 'pending'
  } else {
    const next = nextStatuses[action.type]
    const isDecision = next === 'needs_review' || next === 'approved' || next === 'declined'
    if (next === 'pending' ? status === 'created' : isDecision ? status !== next : isOpen) {
      return next
    }
  }
  throw conflict(`Inquiry is ${status}, which ${action.type} does not fit`)
}

function perform(emulator: EmulatorContext, inquiry: Inquiry, action: SimulateAction): void {
  if (!('data' in action)) {
    const next = nextStatuses[action.type]
    if (next === 'pending') startInquiry(emulator, inquiry)
    else if (next === 'expired') expireInquiry(emulator, inquiry)
    else decideInquiry(emulator, inquiry, next)
    return
  }
  if (inquiry.status === 'created') startInquiry(emulator, inquiry)
  const templateId = action.data['verification-template-id']
  // The emulator has no verification templates, so the id decides the kind.
  const submit = templateId.includes('selfie') ? submitSelfie : submitDocument
  const result = action.type === 'create_passed_verification' ? 'passed' : 'failed'
  endVerification(emulator, submit(emulator, inquiry, { templateId }), result)
}
