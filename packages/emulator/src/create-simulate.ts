import { sampleAnswers } from './entities/answers.ts'
import type { Answers } from './entities/answers.ts'
import { stepFields, stepNames } from './entities/step.ts'
import type { StepName } from './entities/step.ts'
import { createIdentifier } from './identifiers.ts'
import { decideInquiry, expireInquiry, findInquiry, startInquiry } from './lifecycle/inquiries.ts'
import { endSessions, isLive } from './lifecycle/sessions.ts'
import { InvalidOrderError } from './invalid-order-error.ts'
import { conflict } from './persona-error.ts'
import type { Simulate } from './simulate.ts'
import type { World } from './world.ts'

const endOfTime = Date.UTC(9999, 11, 31)

// A timer of more would fire at once.
const longestDelay = 2 ** 31 - 1

/**
 * The levers of one emulator.
 *
 * @throws PersonaError 404 from those that name an inquiry
 * @throws InvalidOrderError for a number that makes no sense
 */
export function createSimulate(world: World): Simulate {
  const { clock, faults, store, widgets } = world
  return {
    killSession({ inquiryId, report = 'unauthenticated' }) {
      endSessions(world, findInquiry(world, inquiryId).id, report)
    },
    killOnLoad({ report = 'unauthenticated', inquiryId, times } = {}) {
      faults.killOnLoad.order(report, { inquiryId }, times)
    },
    expireInquiry({ inquiryId, report }) {
      expireInquiry(world, findInquiry(world, inquiryId), report)
    },
    decideInquiry({ inquiryId, status }) {
      decideInquiry(world, findInquiry(world, inquiryId), status)
    },
    startInquiry({ inquiryId, step = 'document', answers = sampleAnswersBefore(step) }) {
      const inquiry = findInquiry(world, inquiryId)
      if (inquiry.status !== 'created') {
        throw conflict(`Only a created inquiry can be started, and this one is ${inquiry.status}`)
      }
      startInquiry(world, inquiry)
      inquiry.answers = { ...inquiry.answers, ...answers }
      inquiry.step = step
    },
    publishTemplateVersion() {
      store.template.versionIds.push(createIdentifier('itmplv'))
    },
    widget({ inquiryId, times, ...behaviour }) {
      if (behaviour.behaviour === 'slow' && !isDelay(behaviour.delay)) {
        throw new InvalidOrderError(`delay must be between 0 and ${longestDelay} milliseconds.`)
      }
      faults.widget.order(behaviour, { inquiryId }, times)
    },
    reportError({ inquiryId, ...error }) {
      for (const session of store.sessions.of(findInquiry(world, inquiryId).id)) {
        if (isLive(world, session)) widgets.publish(session.id, { name: 'sdk-error', error })
      }
    },
    cutNetwork() {
      faults.network.cut()
    },
    restoreNetwork() {
      faults.network.restore()
    },
    failApi({ inquiryId, operation, times, ...failure }) {
      if (failure.failure === 'status' && !isStatus(failure.status)) {
        throw new InvalidOrderError('status must be between 200 and 599.')
      }
      faults.api.order(failure, { inquiryId, operation }, times)
    },
    advanceTime({ seconds }) {
      if (!(seconds >= 0 && clock.now() + seconds * 1000 <= endOfTime)) {
        throw new InvalidOrderError('seconds must be 0 or more, and not lead beyond the year 9999.')
      }
      clock.advance(seconds * 1000)
    },
    restore() {
      faults.clear()
    },
  }
}

function sampleAnswersBefore(step: StepName): Answers {
  const answered = stepNames.slice(0, stepNames.indexOf(step)).flatMap((name) => stepFields[name])
  return Object.fromEntries(answered.map((field) => [field, sampleAnswers[field] ?? '']))
}

function isDelay(milliseconds: number): boolean {
  return milliseconds >= 0 && milliseconds <= longestDelay
}

function isStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 200 && status <= 599
}
