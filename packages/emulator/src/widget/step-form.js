import { element } from './element.js'

/**
 * What a step needs to draw itself.
 *
 * @typedef {object} StepContext
 * @property {import('./back-end.js').Visit} visit
 * @property {(answers: Record<string, string>, outcome?: string) => Promise<string | null>} submit
 *   Saves and moves on; answers with what went wrong.
 * @property {(step: import('./back-end.js').StepName) => void} goTo
 * @property {(name: string) => void} announce Posts an event of the SDK's to the page around.
 * @property {() => void} finish
 */

/**
 * A step's form: its content, then Continue. While the answers are on their way the button is
 * busy; what goes wrong is said above it.
 *
 * @param {object} options
 * @param {(Node | string)[]} options.content
 * @param {(form: HTMLFormElement) => string | null} [options.check] What is wrong with the answers.
 * @param {(form: HTMLFormElement) => Promise<string | null>} options.onSubmit What went wrong.
 * @returns {HTMLFormElement}
 */
export function stepForm({ content, check = () => null, onSubmit }) {
  const problem = element('p', { class: 'problem', role: 'alert' })
  const button = element('button', { class: 'button primary', type: 'submit' }, 'Continue')
  const form = element(
    'form',
    { class: 'step', novalidate: true },
    ...content,
    element('div', { class: 'actions' }, problem, button),
  )
  const submit = async () => {
    if (button.ariaBusy === 'true') return
    problem.textContent = ''
    const wrong = firstInvalid(form) ?? check(form)
    if (wrong !== null) {
      problem.textContent = wrong
      return
    }
    button.ariaBusy = 'true'
    problem.textContent = await onSubmit(form)
    button.ariaBusy = 'false'
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void submit()
  })
  return form
}

/**
 * Marks the fields that are not right and takes the person to the first of them.
 *
 * @param {HTMLFormElement} form
 * @returns {string | null}
 */
function firstInvalid(form) {
  const fields = [...form.querySelectorAll('input')]
  for (const field of fields) field.ariaInvalid = String(!field.validity.valid)
  const invalid = fields.find((field) => !field.validity.valid)
  if (!invalid) return null
  invalid.focus()
  const label = invalid.labels?.[0]?.textContent ?? 'This field'
  return invalid.validity.valueMissing ? `${label} is missing.` : `${label} is not right.`
}
