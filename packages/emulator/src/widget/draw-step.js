/** @import { Step } from '../entities/step.ts' */
/** @import { StepContext } from './step-context.js' */
import { consent } from './steps/consent.js'
import { documentPhoto } from './steps/document.js'
import { done } from './steps/done.js'
import { form } from './steps/form.js'
import { review } from './steps/review.js'
import { selfie } from './steps/selfie.js'

/**
 * @param {Step} step
 * @param {Omit<StepContext, 'step'>} context
 */
export function drawStep(step, context) {
  switch (step.type) {
    case 'consent':
      return consent({ ...context, step })
    case 'form':
      return form({ ...context, step })
    case 'document':
      return documentPhoto({ ...context, step })
    case 'selfie':
      return selfie({ ...context, step })
    case 'review':
      return review({ ...context, step })
    case 'done':
      return done({ ...context, step })
  }
}
