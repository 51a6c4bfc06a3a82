import { sampleAnswers } from '../entities/answers.ts'
import type { Answers } from '../entities/answers.ts'
import type { Inquiry } from '../entities/inquiry.ts'
import { positionOf } from '../entities/step.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { startInquiry } from './inquiries.ts'
import { stepsOf, submitPhoto } from './widget-visits.ts'

/**
 * Makes a created inquiry `pending` at a step, as if the person had come there, with made-up answers
 * to the steps before unless others are given.
 */
export function leadToStep(
  emulator: EmulatorContext,
  inquiry: Inquiry,
  step: string,
  answers?: Answers,
): void {
  const steps = stepsOf(emulator, inquiry)
  const passed = steps.slice(0, positionOf(steps, step))
  startInquiry(emulator, inquiry)
  inquiry.step = step
  inquiry.answers = { ...inquiry.answers, ...(answers ?? sampleAnswers(passed)) }
  for (const each of passed) submitPhoto(emulator, inquiry, each)
}
