import { z } from 'zod'
import { sampleAnswers } from '../entities/answers.ts'
import type { Answers } from '../entities/answers.ts'
import { stepFields, stepNames } from '../entities/step.ts'
import type { StepName } from '../entities/step.ts'
import { createIdentifier } from '../identifiers.ts'
import {
  decideInquiry as decide,
  expireInquiry as expire,
  findInquiry,
  startInquiry as start,
} from '../lifecycle/inquiries.ts'
import { conflict } from '../persona-error.ts'
import { inquiryId, nothing, report } from './arguments.ts'
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
    step: z.enum(stepNames).optional(),
  }),
  (world, { inquiryId: id, step = 'document', answers = sampleAnswersBefore(step) }) => {
    const inquiry = findInquiry(world, id)
    if (inquiry.status !== 'created') {
      throw conflict(`Only a created inquiry can be started, and this one is ${inquiry.status}`)
    }
    start(world, inquiry)
    inquiry.answers = { ...inquiry.answers, ...answers }
    inquiry.step = step
  },
)

export const publishTemplateVersion: Order = defineOrder(nothing, ({ store }) => {
  store.template.versionIds.push(createIdentifier('itmplv'))
})

function sampleAnswersBefore(step: StepName): Answers {
  const answered = stepNames.slice(0, stepNames.indexOf(step)).flatMap((name) => stepFields[name])
  return Object.fromEntries(answered.map((field) => [field, sampleAnswers[field] ?? '']))
}
