import { sampleAnswers } from '../entities/answers.ts'
import type { Answers } from '../entities/answers.ts'
import type { Inquiry } from '../entities/inquiry.ts'
import { positionOf } from '../entities/step.ts'
import type { World } from '../world.ts'
import { startInquiry } from './inquiries.ts'
import { stepsOf, submitPhoto } from './widget-visits.ts'

/**
 * Makes a created inquiry `pending` at a step, as if the person had come there, with made-up answers
 * to the steps before unless others are given.
 */
export function leadToStep(world: World, inquiry: Inquiry, step: string, answers?: Answers): void {
  const steps = stepsOf(world, inquiry)
  const passed = steps.slice(0, positionOf(steps, step))
  startInquiry(world, inquiry)
  inquiry.step = step
  inquiry.answers = { ...inquiry.answers, ...(answers ?? sampleAnswers(passed)) }
  for (const each of passed) submitPhoto(world, inquiry, each)
}
