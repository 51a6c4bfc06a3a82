import { element } from '../element.js'
import { icon } from '../icons.js'

/**
 * @param {import('../step-form.js').StepContext} context
 * @returns {import('../stage.js').Screen}
 */
export function done({ visit: { status }, finish }) {
  const hasFailed = status === 'failed'
  const button = element('button', { class: 'button primary', type: 'button' }, 'Done')
  button.addEventListener('click', finish)
  return {
    step: 'done',
    heading: hasFailed ? 'We could not verify you' : 'You are all set',
    picture: icon(hasFailed ? 'cross' : 'check'),
    progress: 4,
    content: [
      element(
        'p',
        { class: 'lead' },
        hasFailed
          ? 'Your answers did not pass the checks.'
          : 'Thank you. Your answers have been received.',
      ),
      element('div', { class: 'actions' }, button),
    ],
  }
}
