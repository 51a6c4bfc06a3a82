import { z } from 'zod'
import type { Answers } from '../entities/answers.ts'
import type { InquiryDecision } from '../entities/inquiry.ts'
import type { SessionReport } from '../entities/inquiry-session.ts'
import { latestVersion, stepsOf } from '../entities/inquiry-template.ts'
import { halfWayStep, openSteps, positionOf, type Step } from '../entities/step.ts'
import { createIdentifier } from '../state/identifiers.ts'
import {
  decideInquiry as decide,
  expireInquiry as expire,
  findInquiry,
} from '../lifecycle/inquiries.ts'
import { leadToStep } from '../lifecycle/widget-visits.ts'
import { conflict } from '../persona-error.ts'
import { stepsSchema } from '../templates/template.ts'
import { defineFault, type Fault, inquiryId, InvalidFaultError, report } from './fault.ts'

/** Expires an inquiry with its sessions and links. */
export const expireInquiry: Fault<{ inquiryId: string; report?: SessionReport | undefined }> =
  defineFault({
    name: 'expireInquiry',
    group: 'Inquiries',
    label: 'Expire',
    summary: 'With its sessions and links. Open widgets notice at once.',
    argument: z.strictObject({ inquiryId, report: report.optional() }),
    apply: (emulator, { inquiryId: id, report: kind }) =>
      expire(emulator, findInquiry(emulator, id), kind),
  })

/** Sets a final status, like a workflow or a reviewer. Ends the sessions. */
export const decideInquiry: Fault<{ inquiryId: string; status: InquiryDecision }> = defineFault({
  name: 'decideInquiry',
  group: 'Inquiries',
  label: 'Decide',
  summary: 'A final status, as from a workflow or a reviewer.',
  argument: z.strictObject({
    inquiryId,
    status: z.enum(['completed', 'failed', 'needs_review', 'approved', 'declined']),
  }),
  apply: (emulator, { inquiryId: id, status }) =>
    decide(emulator, findInquiry(emulator, id), status),
})

/** Makes an inquiry `pending` with answers and photos, but no session, as from another device. */
export const startInquiry: Fault<{
  inquiryId: string
  /** @default made-up answers */
  answers?: Answers | undefined
  /** @default the document step */
  step?: string | undefined
}> = defineFault({
  name: 'startInquiry',
  group: 'Inquiries',
  label: 'Start halfway',
  summary: 'Pending, with made-up answers and no session.',
  argument: z.strictObject({
    inquiryId,
    answers: z
      .record(z.string(), z.string())
      .meta({ title: 'Answers, as JSON', whenEmpty: 'made up' })
      .optional(),
    step: z.string().meta({ whenEmpty: 'halfway' }).optional(),
  }),
  apply(emulator, { inquiryId: id, step: named, answers }) {
    const inquiry = findInquiry(emulator, id)
    const steps = openSteps(stepsOf(emulator.store, inquiry))
    const step = named ?? halfWayStep(steps)?.name
    if (step === undefined || positionOf(steps, step) < 0) {
      const names = steps.map(({ name }) => name).join(', ')
      throw new InvalidFaultError(`step must be one of ${names}.`)
    }
    if (inquiry.status !== 'created') {
      throw conflict(`Only a created inquiry can be started, and this one is ${inquiry.status}`)
    }
    leadToStep(emulator, inquiry, step, answers)
  },
})

/** Publishes a template version, which outdates every inquiry so far. Keeps the steps by default. */
export const publishTemplateVersion: Fault<{ steps?: readonly Step[] | undefined }> = defineFault({
  name: 'publishTemplateVersion',
  group: 'Inquiries',
  label: 'Publish a template version',
  summary:
    'Existing inquiries become outdated. Without steps, it keeps those of the previous version.',
  argument: z.strictObject({
    steps: stepsSchema
      .meta({ title: 'Steps, as JSON', whenEmpty: 'those of the previous version' })
      .optional(),
  }),
  apply({ store: { template } }, { steps = latestVersion(template).steps }) {
    template.versions.push({ id: createIdentifier('itmplv'), steps })
  },
})
