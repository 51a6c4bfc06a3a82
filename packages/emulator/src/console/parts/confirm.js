import { html, render } from 'lit-html'

/**
 * Asks before something that cannot be undone.
 *
 * @param {{ title: string, text: string, confirm: string }} question
 * @returns {Promise<boolean>}
 */
export function confirm({ title, text, confirm: label }) {
  const dialog = document.createElement('dialog')
  dialog.className = 'dialog'
  dialog.setAttribute('aria-labelledby', 'confirm-title')
  render(
    html`<form method="dialog">
      <h2 id="confirm-title">${title}</h2>
      <p>${text}</p>
      <div class="dialog-buttons">
        <button class="button" value="no">Cancel</button>
        <button class="button danger" value="yes">${label}</button>
      </div>
    </form>`,
    dialog,
  )
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'yes')
      dialog.remove()
    })
  })
}
