/** @import { DoneStep } from '../../entities/step.ts' */
/** @import { StepContext } from '../step-context.js' */
import { element } from '../element.js'
import { icon } from '../icons.js'

/** @param {StepContext<DoneStep>} context */
export function done({ step, visit: { status }, show, finish }) {
  const hasFailed = status === 'failed'
  const text = hasFailed ? (step.failedText ?? step.text) : step.text
  show({
    heading: hasFailed ? (step.failedTitle ?? step.title) : step.title,
    picture: icon(hasFailed ? 'cross' : 'check'),
    tone: hasFailed ? 'bad' : 'good',
    content: [
      ...(text === undefined ? [] : [element('p', { class: 'lead' }, text)]),
      ...(finish === null ? [] : [element('div', { class: 'actions' }, doneButton(finish))]),
    ],
  })
}

/** @param {() => void} finish */
function doneButton(finish) {
  const button = element('button', { class: 'button primary', type: 'button' }, 'Done')
  // A second press must not finish again.
  button.addEventListener('click', finish, { once: true })
  return button
}
