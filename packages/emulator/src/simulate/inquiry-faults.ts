import { z } from 'zod'
import { latestVersion } from '../entities/inquiry-template.ts'
import { halfWayStep, openSteps, positionOf } from '../entities/step.ts'
import type { Step } from '../entities/step.ts'
import { stepsSchema } from '../entities/template-definition.ts'
import { createIdentifier } from '../identifiers.ts'
import {
  decideInquiry as decide,
  expireInquiry as expire,
  findInquiry,
} from '../lifecycle/inquiries.ts'
import { leadToStep } from '../lifecycle/lead-to-step.ts'
import { stepsOf } from '../lifecycle/widget-visits.ts'
import { conflict } from '../persona-error.ts'
import { inquiryId, report } from './arguments.ts'
import { InvalidFaultError } from './invalid-fault-error.ts'
import { defineFault } from './fault.ts'
import type { Fault } from './fault.ts'

export const expireInquiry: Fault = defineFault(
  z.strictObject({ inquiryId, report: report.optional() }),
  (emulator, { inquiryId: id, report: told }) => expire(emulator, findInquiry(emulator, id), told),
)

export const decideInquiry: Fault = defineFault(
  z.strictObject({
    inquiryId,
    status: z.enum(['completed', 'failed', 'needs_review', 'approved', 'declined']),
  }),
  (emulator, { inquiryId: id, status }) => decide(emulator, findInquiry(emulator, id), status),
)

export const startInquiry: Fault = defineFault(
  z.strictObject({
    inquiryId,
    answers: z.record(z.string(), z.string()).optional(),
    step: z.string().optional(),
  }),
  (emulator, { inquiryId: id, step: named, answers }) => {
    const inquiry = findInquiry(emulator, id)
    const steps = openSteps(stepsOf(emulator, inquiry))
    const step = named ?? halfWayStep(steps)?.name
    if (step === undefined || positionOf(steps, step) < 0) {
      throw new InvalidFaultError(`step must be one of ${namesOf(steps)}.`)
    }
    if (inquiry.status !== 'created') {
      throw conflict(`Only a created inquiry can be started, and this one is ${inquiry.status}`)
    }
    leadToStep(emulator, inquiry, step, answers)
  },
)

export const publishTemplateVersion: Fault = defineFault(
  z.strictObject({ steps: stepsSchema.optional() }),
  ({ store: { template } }, { steps = latestVersion(template).steps }) => {
    template.versions.push({ id: createIdentifier('itmplv'), steps })
  },
)

function namesOf(steps: readonly Step[]): string {
  return steps.map(({ name }) => name).join(', ')
}
