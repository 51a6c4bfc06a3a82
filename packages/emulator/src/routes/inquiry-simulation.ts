import { z } from 'zod'
import { isUnfinished, refuseRedacted } from '../entities/inquiry.ts'
import type { Inquiry, InquiryDecision, InquiryStatus } from '../entities/inquiry.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { readBody } from '../http/read-body.ts'
import { decideInquiry, expireInquiry, startInquiry } from '../lifecycle/inquiries.ts'
import { endVerification, submitDocument, submitSelfie } from '../lifecycle/verifications.ts'
import { PersonaError, conflict } from '../persona-error.ts'
import { inquiryInPath, respondWithInquiry } from './inquiry-response.ts'
import type { Handlers } from './inquiry-response.ts'

/** Persona's simulate actions on the status of an inquiry. */
const statusActionTypes = [
  'start_inquiry',
  'complete_inquiry',
  'fail_inquiry',
  'expire_inquiry',
  'mark_for_review_inquiry',
  'approve_inquiry',
  'decline_inquiry',
] as const

type StatusActionType = (typeof statusActionTypes)[number]

const statusActions = {
  start_inquiry: 'pending',
  complete_inquiry: 'completed',
  fail_inquiry: 'failed',
  expire_inquiry: 'expired',
  mark_for_review_inquiry: 'needs_review',
  approve_inquiry: 'approved',
  decline_inquiry: 'declined',
} as const satisfies Record<StatusActionType, InquiryDecision | 'pending' | 'expired'>

/** One of Persona's simulate actions. */
type SimulateAction =
  | { readonly type: StatusActionType }
  | {
      readonly type: 'create_passed_verification' | 'create_failed_verification'
      readonly verificationTemplateId: string
    }

const request = z.object({
  meta: z.object({
    'simulate-actions': z.array(
      z.discriminatedUnion('type', [
        z.object({ type: z.enum(statusActionTypes) }),
        z.object({
          type: z.enum(['create_passed_verification', 'create_failed_verification']),
          data: z.object({ 'verification-template-id': z.string().min(1) }),
        }),
      ]),
    ),
  }),
})

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
      const actions = meta['simulate-actions'].map((action): SimulateAction => {
        if (!('data' in action)) return action
        const verificationTemplateId = action.data['verification-template-id']
        return { type: action.type, verificationTemplateId }
      })
      performActions(emulator, inquiry, actions)
      return respondWithInquiry(context, emulator, inquiry)
    },
  }
}

/**
 * Performs all actions, or none if one does not fit the status.
 *
 * @throws PersonaError 409
 */
function performActions(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  actions: readonly SimulateAction[],
): void {
  refuseRedacted(inquiry)
  let status = inquiry.status
  for (const action of actions) status = statusAfter(status, action)
  for (const action of actions) perform(emulator, inquiry, action)
}

/** @throws PersonaError 409 for an action that does not fit the status */
function statusAfter(status: InquiryStatus, action: SimulateAction): InquiryStatus {
  if (!('verificationTemplateId' in action)) {
    const next = statusActions[action.type]
    const isDecision = next === 'needs_review' || next === 'approved' || next === 'declined'
    if (next === 'pending' ? status === 'created' : isDecision ? status !== next : isOpen(status)) {
      return next
    }
  } else if (isOpen(status)) {
    return 'pending'
  }
  throw conflict(`Inquiry is ${status}, which ${action.type} does not fit`)
}

function isOpen(status: InquiryStatus): boolean {
  return isUnfinished({ status })
}

function perform(emulator: EmulatorContext, inquiry: Inquiry, action: SimulateAction): void {
  if ('verificationTemplateId' in action) return verify(emulator, inquiry, action)
  const next: InquiryDecision | 'pending' | 'expired' = statusActions[action.type]
  if (next === 'pending') startInquiry(emulator, inquiry)
  else if (next === 'expired') expireInquiry(emulator, inquiry)
  else decideInquiry(emulator, inquiry, next)
}

function verify(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  action: Extract<SimulateAction, { verificationTemplateId: string }>,
): void {
  if (inquiry.status === 'created') startInquiry(emulator, inquiry)
  const templateId = action.verificationTemplateId
  // The emulator has no verification templates, so the id decides the kind.
  const submit = templateId.includes('selfie') ? submitSelfie : submitDocument
  const verification = submit(emulator, inquiry, { templateId })
  endVerification(
    emulator,
    verification,
    action.type === 'create_passed_verification' ? 'passed' : 'failed',
  )
}
