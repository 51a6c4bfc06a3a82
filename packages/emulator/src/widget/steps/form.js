/** @import { Choice, FormField, FormStep } from '../../entities/step.ts' */
/** @import { StepContext } from '../step-context.js' */
import { element } from '../element.js'
import { stepForm } from '../step-form.js'

/** @param {StepContext<FormStep>} context */
export function form({ step, visit: { answers }, show, submit }) {
  show({
    heading: step.title,
    content: [
      stepForm({
        content: [
          ...(step.text === undefined ? [] : [element('p', { class: 'lead' }, step.text)]),
          ...step.fields.map((field) => question(field, answers[field.name] ?? '')),
        ],
        onSubmit: (filled) => submit(readTexts(filled)),
      }),
    ],
  })
}

/**
 * @param {FormField} field
 * @param {string} value
 */
function question(field, value) {
  const { name, label, hint, options, required = false } = field
  const id = `field-${name}`
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), `${id}-problem`]
  /** @type {Record<string, string | boolean>} */
  const attributes = { id, name, required, 'aria-describedby': described.join(' ') }
  return element(
    'div',
    { class: 'field' },
    element(
      'label',
      { for: id },
      label,
      ...(required ? [] : [element('span', { class: 'optional' }, ' (optional)')]),
    ),
    ...(hint === undefined ? [] : [element('p', { class: 'hint', id: `${id}-hint` }, hint)]),
    options ? select(attributes, options, value) : input(attributes, field, value),
    element('p', { class: 'field-problem', id: `${id}-problem` }),
  )
}

/**
 * @param {Record<string, string | boolean>} attributes
 * @param {FormField} field
 * @param {string} value
 */
function input(attributes, { type, autocomplete }, value) {
  return element('input', {
    ...attributes,
    type,
    value,
    autocomplete,
    maxlength: '200',
    ...(autocomplete === 'bday' && {
      min: '1900-01-01',
      max: new Date().toISOString().slice(0, 10),
    }),
  })
}

/**
 * @param {Record<string, string | boolean>} attributes
 * @param {readonly Choice[]} options
 * @param {string} value
 */
export function select(attributes, options, value) {
  return element(
    'select',
    attributes,
    element('option', { value: '' }, 'Choose …'),
    ...options.map((option) =>
      element('option', { value: option.value, selected: option.value === value }, option.label),
    ),
  )
}

/**
 * @param {HTMLFormElement} filled
 * @returns {Record<string, string>}
 */
function readTexts(filled) {
  /** @type {NodeListOf<HTMLInputElement | HTMLSelectElement>} */
  const inputs = filled.querySelectorAll('.field :is(input, select)')
  return Object.fromEntries([...inputs].map(({ name, value }) => [name, value]))
}
