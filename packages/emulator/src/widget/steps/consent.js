import { element } from '../element.js'
import { icon } from '../icons.js'
import { stepForm } from '../step-form.js'

/**
 * @param {import('../step-form.js').StepContext} context
 * @returns {import('../stage.js').Screen}
 */
export function consent({ submit }) {
  return {
    step: 'consent',
    heading: 'Verify your identity',
    picture: icon('shield'),
    progress: 0,
    content: [
      stepForm({
        content: [
          element('p', { class: 'lead' }, 'It takes about two minutes. Here is what you need:'),
          element(
            'ul',
            { class: 'needs' },
            need('user', 'Your name and date of birth'),
            need('card', 'A photo of your passport or ID card'),
          ),
          element(
            'p',
            { class: 'small' },
            'By continuing you agree that your answers are checked to confirm who you are.',
          ),
        ],
        onSubmit: () => submit({}),
      }),
    ],
  }
}

/**
 * @param {import('../icons.js').IconName} name
 * @param {string} text
 */
function need(name, text) {
  return element('li', {}, icon(name), element('span', {}, text))
}
