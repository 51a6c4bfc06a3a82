import { z } from 'zod'
import { readBody } from '../http/read-body.ts'
import { performActions, statusActionTypes } from '../lifecycle/simulate-actions.ts'
import type { SimulateAction } from '../lifecycle/simulate-actions.ts'
import { PersonaError } from '../persona-error.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { answerInquiry, inquiryInPath } from './answer-inquiry.ts'
import type { Handlers } from './handlers.ts'

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

/** The call that makes things happen to an inquiry of a sandbox. */
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
      return answerInquiry(context, emulator, inquiry)
    },
  }
}
