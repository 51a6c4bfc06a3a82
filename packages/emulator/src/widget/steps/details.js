import { element } from '../element.js'
import { stepForm } from '../step-form.js'

/**
 * @param {import('../step-form.js').StepContext} context
 * @returns {import('../stage.js').Screen}
 */
export function details({ visit: { answers }, submit }) {
  const today = new Date().toISOString().slice(0, 10)
  return {
    step: 'details',
    heading: 'Your details',
    progress: 1,
    content: [
      stepForm({
        content: [
          element('p', { class: 'lead' }, 'As they are written on your ID.'),
          field('First name', { name: 'name-first', autocomplete: 'given-name' }, answers),
          field('Last name', { name: 'name-last', autocomplete: 'family-name' }, answers),
          field(
            'Date of birth',
            {
              name: 'birthdate',
              type: 'date',
              autocomplete: 'bday',
              min: '1900-01-01',
              max: today,
            },
            answers,
          ),
        ],
        onSubmit: (form) => submit(readTexts(form)),
      }),
    ],
  }
}

/**
 * @param {string} label
 * @param {Record<string, string> & { name: string }} attributes
 * @param {Record<string, string>} answers
 */
function field(label, attributes, answers) {
  const id = `field-${attributes.name}`
  const value = answers[attributes.name] ?? ''
  return element(
    'div',
    { class: 'field' },
    element('label', { for: id }, label),
    element('input', { id, required: true, maxlength: '80', value, ...attributes }),
  )
}

/**
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>}
 */
function readTexts(form) {
  const inputs = [...form.querySelectorAll('input')]
  return Object.fromEntries(inputs.map(({ name, value }) => [name, value]))
}
