import type { InquiryDecision } from '../entities/inquiry.ts'
import type { SessionReport } from '../entities/inquiry-session.ts'
import { stepNames } from '../entities/step.ts'
import type { ApiFailure } from '../faults/api-failure.ts'
import type { WidgetBehaviour } from '../faults/widget-behaviour.ts'
import { operations } from '../records.ts'
import type { OrderScope, Simulate } from '../simulate.ts'
import type { OrderReader } from './order-reader.ts'

const reports: readonly SessionReport[] = ['unauthenticated', 'unknown', 'silence']
const decisions: readonly InquiryDecision[] = [
  'completed',
  'failed',
  'needs_review',
  'approved',
  'declined',
]

/** How each simulate call is made over HTTP, by its name in kebab-case. */
export function createSimulateOrders(
  simulate: Simulate,
): Readonly<Record<string, (order: OrderReader) => void>> {
  return {
    'kill-session': (order) =>
      simulate.killSession({
        inquiryId: order.text('inquiryId'),
        report: order.optionalOneOf('report', reports),
      }),
    'kill-on-load': (order) =>
      simulate.killOnLoad({
        ...readScope(order),
        report: order.optionalOneOf('report', [...reports, 'never']),
      }),
    'expire-inquiry': (order) =>
      simulate.expireInquiry({
        inquiryId: order.text('inquiryId'),
        report: order.optionalOneOf('report', reports),
      }),
    'decide-inquiry': (order) =>
      simulate.decideInquiry({
        inquiryId: order.text('inquiryId'),
        status: order.oneOf('status', decisions),
      }),
    'start-inquiry': (order) =>
      simulate.startInquiry({
        inquiryId: order.text('inquiryId'),
        answers: order.optionalTexts('answers'),
        step: order.optionalOneOf('step', stepNames),
      }),
    'publish-template-version': () => simulate.publishTemplateVersion(),
    widget: (order) => simulate.widget({ ...readScope(order), ...readWidgetBehaviour(order) }),
    'report-error': (order) =>
      simulate.reportError({
        inquiryId: order.text('inquiryId'),
        status: order.number('status'),
        code: order.text('code'),
        message: order.optionalText('message'),
      }),
    'cut-network': () => simulate.cutNetwork(),
    'restore-network': () => simulate.restoreNetwork(),
    'fail-api': (order) =>
      simulate.failApi({
        ...readScope(order),
        ...readApiFailure(order),
        operation: order.optionalOneOf('operation', operations),
      }),
    'advance-time': (order) => simulate.advanceTime({ seconds: order.number('seconds') }),
    restore: () => simulate.restore(),
  }
}

function readScope(order: OrderReader): OrderScope {
  return { inquiryId: order.optionalText('inquiryId'), times: order.optionalNumber('times') }
}

function readWidgetBehaviour(order: OrderReader): WidgetBehaviour {
  const behaviour = order.oneOf('behaviour', ['normal', 'hang', 'slow', 'crash', 'error'])
  if (behaviour === 'slow') return { behaviour, delay: order.number('delay') }
  if (behaviour !== 'error') return { behaviour }
  return {
    behaviour,
    status: order.number('status'),
    code: order.text('code'),
    message: order.optionalText('message'),
  }
}

function readApiFailure(order: OrderReader): ApiFailure {
  const failure = order.oneOf('failure', ['status', 'hang', 'reset', 'none'])
  if (failure !== 'status') return { failure }
  return {
    failure,
    status: order.number('status'),
    body: order.optionalOneOf('body', ['json', 'html', 'empty']),
    retryAfter: order.optionalNumber('retryAfter'),
  }
}
