/** @import { Choice, ReviewStep, Step } from '../../entities/step.ts' */
/** @import { StepContext } from '../step-context.js' */
import { element } from '../element.js'
import { stepForm } from '../step-form.js'

/** @param {StepContext<ReviewStep>} context */
export function review({ step, visit: { steps, answers }, show, submit, goTo }) {
  show({
    heading: step.title,
    content: [
      stepForm({
        content: [
          ...(step.text === undefined ? [] : [element('p', { class: 'lead' }, step.text)]),
          ...steps.flatMap((answered) => {
            const rows = rowsOf(answered).filter(([, name]) => answers[name] !== undefined)
            if (rows.length === 0) return []
            return group(answered, rows, answers, () => goTo(answered.name))
          }),
        ],
        onSubmit: () => submit({}),
      }),
    ],
  })
}

/** @typedef {[label: string, name: string, labels?: Map<string, string>]} Row */

/**
 * @param {Step} step
 * @returns {Row[]}
 */
function rowsOf(step) {
  if (step.type === 'form') {
    return step.fields.map(({ label, name, options }) => [label, name, labelsOf(options)])
  }
  if (step.type === 'document') {
    return [
      ['Issued in', 'selected-country-code', labelsOf(step.countries)],
      ['ID type', 'identification-class', labelsOf(step.kinds)],
      ['Photo', step.name],
    ]
  }
  return step.type === 'selfie' ? [['Selfie', step.name]] : []
}

/** @param {readonly Choice[]} [choices] */
function labelsOf(choices = []) {
  return new Map(choices.map(({ value, label }) => [value, label]))
}

/**
 * @param {Step} step
 * @param {Row[]} rows
 * @param {Record<string, string>} answers
 * @param {() => void} onEdit
 */
function group(step, rows, answers, onEdit) {
  const edit = element(
    'button',
    { class: 'edit', type: 'button', 'aria-label': `Edit: ${step.title}` },
    'Edit',
  )
  edit.addEventListener('click', onEdit)
  return element(
    'section',
    { class: 'group', 'aria-label': step.title },
    element(
      'dl',
      { class: 'answers' },
      ...rows.flatMap(([label, name, labels]) => {
        const value = answers[name] ?? ''
        return [element('dt', {}, label), element('dd', {}, labels?.get(value) ?? value)]
      }),
    ),
    edit,
  )
}
