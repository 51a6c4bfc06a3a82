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
import { InvalidOrderError } from './invalid-order-error.ts'
import { defineOrder } from './order.ts'
import type { Order } from './order.ts'

export const expireInquiry: Order = defineOrder(
  z.strictObject({ inquiryId, report: report.optional() }),
  (world, { inquiryId: id, report: told }) => expire(world, findInquiry(world, id), told),
)

export const decideInquiry: Order = defineOrder(
  z.strictObject({
    inquiryId,
    status: z.enum(['completed', 'failed', 'needs_review', 'approved', 'declined']),
  }),
  (world, { inquiryId: id, status }) => decide(world, findInquiry(world, id), status),
)

export const startInquiry: Order = defineOrder(
  z.strictObject({
    inquiryId,
    answers: z.record(z.string(), z.string()).optional(),
    step: z.string().optional(),
  }),
  (world, { inquiryId: id, step: named, answers }) => {
    const inquiry = findInquiry(world, id)
    const steps = openSteps(stepsOf(world, inquiry))
    const step = named ?? halfWayStep(steps)?.name
    if (step === undefined || positionOf(steps, step) < 0) {
      throw new InvalidOrderError(`step must be one of ${namesOf(steps)}.`)
    }
    if (inquiry.status !== 'created') {
      throw conflict(`Only a created inquiry can be started, and this one is ${inquiry.status}`)
    }
    leadToStep(world, inquiry, step, answers)
  },
)

export const publishTemplateVersion: Order = defineOrder(
  z.strictObject({ steps: stepsSchema.optional() }),
  ({ store: { template } }, { steps = latestVersion(template).steps }) => {
    template.versions.push({ id: createIdentifier('itmplv'), steps })
  },
)

function namesOf(steps: readonly Step[]): string {
  return steps.map(({ name }) => name).join(', ')
}
