import { element } from '../element.js'
import { stepForm } from '../step-form.js'

/**
 * @param {import('../step-form.js').StepContext} context
 * @returns {import('../stage.js').Screen}
 */
export function review({ visit: { answers }, submit, goTo }) {
  return {
    step: 'review',
    heading: 'Check your answers',
    progress: 3,
    onBack: () => goTo('document'),
    content: [
      stepForm({
        content: [
          element('p', { class: 'lead' }, 'You cannot change them afterwards.'),
          element(
            'dl',
            { class: 'answers' },
            ...answer('First name', answers['name-first']),
            ...answer('Last name', answers['name-last']),
            ...answer('Date of birth', answers['birthdate']),
            ...answer('Document', answers['document']),
          ),
          sandboxToggle(),
        ],
        onSubmit: (form) => submit({}, chosenOutcome(form)),
      }),
    ],
  }
}

/**
 * @param {string} term
 * @param {string} [value]
 */
function answer(term, value = '') {
  return [element('dt', {}, term), element('dd', {}, value)]
}

/** Persona's sandbox has such a toggle too, since nothing is really checked. */
function sandboxToggle() {
  return element(
    'fieldset',
    { class: 'sandbox' },
    element('legend', {}, 'Sandbox outcome'),
    choice('Pass', 'completed', true),
    choice('Fail', 'failed', false),
  )
}

/**
 * @param {string} label
 * @param {string} value
 * @param {boolean} checked
 */
function choice(label, value, checked) {
  return element(
    'label',
    {},
    element('input', { type: 'radio', name: 'outcome', value, checked }),
    element('span', {}, label),
  )
}

/** @param {HTMLFormElement} form */
function chosenOutcome(form) {
  return form.querySelector('input:checked')?.getAttribute('value') ?? 'completed'
}
