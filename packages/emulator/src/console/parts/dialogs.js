import { html, render } from 'lit-html'
import { createInquiry } from '../actions.js'

/**
 * Asks before something that cannot be undone.
 *
 * @param {{ title: string, text: string, confirm: string }} question
 * @returns {Promise<boolean>}
 */
export function confirm({ title, text, confirm: label }) {
  const dialog = open(
    title,
    () =>
      html`<p>${text}</p>
        <div class="dialog-buttons">
          <button class="button" value="no">Cancel</button>
          <button class="button danger" value="yes">${label}</button>
        </div>`,
  )
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'))
  })
}

/** Asks for a reference id, and creates an inquiry with it. */
export function askForInquiry() {
  /** @param {SubmitEvent & { currentTarget: HTMLFormElement }} event */
  const submit = ({ currentTarget }) => {
    const entered = new FormData(currentTarget).get('referenceId')
    const referenceId = typeof entered === 'string' ? entered.trim() : ''
    void createInquiry(referenceId === '' ? null : referenceId)
  }
  open(
    'New inquiry',
    (close) =>
      html`<label>
          Reference id
          <input
            name="referenceId"
            autocomplete="off"
            spellcheck="false"
            placeholder="optional"
            aria-describedby="dialog-hint"
          />
        </label>
        <p id="dialog-hint">Your own id for the person. Their inquiries share an account.</p>
        <div class="dialog-buttons">
          <button class="button" type="button" @click=${close}>Cancel</button>
          <button class="button primary">Create</button>
        </div>`,
    submit,
  )
}

/**
 * @param {string} title
 * @param {(close: () => void) => unknown} content
 * @param {(event: SubmitEvent & { currentTarget: HTMLFormElement }) => void} [onSubmit]
 */
function open(title, content, onSubmit) {
  const dialog = document.createElement('dialog')
  dialog.className = 'dialog'
  dialog.setAttribute('aria-labelledby', 'dialog-title')
  render(
    html`<form method="dialog" @submit=${onSubmit}>
      <h2 id="dialog-title">${title}</h2>
      ${content(() => dialog.close())}
    </form>`,
    dialog,
  )
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}
