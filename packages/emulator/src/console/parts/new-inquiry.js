import { html, render } from 'lit-html'
import { createInquiry } from '../actions.js'

/** Asks whose inquiry it is to be, and makes it. */
export function askForInquiry() {
  const dialog = document.createElement('dialog')
  dialog.className = 'dialog'
  dialog.setAttribute('aria-labelledby', 'new-inquiry-title')
  /** @param {SubmitEvent & { currentTarget: HTMLFormElement }} event */
  const submit = ({ currentTarget }) => {
    const entered = new FormData(currentTarget).get('referenceId')
    const referenceId = typeof entered === 'string' ? entered.trim() : ''
    void createInquiry(referenceId === '' ? null : referenceId)
  }
  render(
    html`<form method="dialog" @submit=${submit}>
      <h2 id="new-inquiry-title">New inquiry</h2>
      <label>
        Reference id
        <input
          name="referenceId"
          autocomplete="off"
          spellcheck="false"
          placeholder="optional"
          aria-describedby="new-inquiry-hint"
        />
      </label>
      <p id="new-inquiry-hint">Your own id of the person; their inquiries share an account.</p>
      <div class="dialog-buttons">
        <button class="button" type="button" @click=${() => dialog.close()}>Cancel</button>
        <button class="button primary">Create</button>
      </div>
    </form>`,
    dialog,
  )
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}
