import { element } from './element.js'

/**
 * Creates a step's form: its content, and Continue, which is busy while the answers are sent. A
 * problem is shown above it.
 *
 * @param {object} options
 * @param {(Node | string)[]} options.content
 * @param {Node[]} [options.otherActions] Below Continue.
 * @param {(form: HTMLFormElement) => Promise<string | null>} options.onSubmit
 *   Resolves to a problem to show, or to `null`.
 * @returns {HTMLFormElement}
 */
export function stepForm({ content, otherActions = [], onSubmit }) {
  const problem = element('p', { class: 'problem', role: 'alert' })
  const button = element('button', { class: 'button primary', type: 'submit' }, 'Continue')
  const form = element(
    'form',
    { class: 'step', novalidate: true },
    ...content,
    element('div', { class: 'actions' }, problem, button, ...otherActions),
  )
  const submit = async () => {
    if (button.ariaBusy === 'true') return
    const wrong = markInvalid(form)
    // The fields show it; screen readers get this summary.
    problem.classList.toggle('unseen', wrong !== null)
    problem.textContent = wrong
    if (wrong !== null) return
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
 * Shows the problem of each field, and focuses the first invalid one.
 *
 * @param {HTMLFormElement} form
 * @returns {string | null} a summary
 */
function markInvalid(form) {
  /** @type {NodeListOf<HTMLInputElement | HTMLSelectElement>} */
  const found = form.querySelectorAll('.field :is(input, select)')
  const fields = [...found]
  for (const field of fields) {
    field.ariaInvalid = String(!field.validity.valid)
    const problem = document.getElementById(`${field.id}-problem`)
    if (problem) problem.textContent = problemOf(field)
  }
  const invalid = fields.filter((field) => !field.validity.valid)
  invalid[0]?.focus()
  if (invalid.length === 0) return null
  return invalid.length === 1
    ? 'One answer needs your attention.'
    : 'Some answers need your attention.'
}

/** @param {HTMLInputElement | HTMLSelectElement} field */
function problemOf(field) {
  if (field.validity.valid) return ''
  // The first child leaves out “(optional)”.
  const label = field.labels?.[0]?.firstChild?.textContent ?? 'This'
  if (field.validity.valueMissing) return `${label} is missing.`
  if (field.validity.rangeOverflow) return `${label} is in the future.`
  return `${label} is not right.`
}
