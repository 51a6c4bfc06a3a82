import { element, pageElement } from './element.js'

/**
 * A screen of the widget, between the header and the sandbox bar.
 *
 * @typedef {object} Screen
 * @property {string} step
 * @property {string} heading
 * @property {(Node | string)[]} content
 * @property {Node} [picture]
 * @property {'good' | 'bad'} [tone] Of the picture.
 * @property {number} [progress] From 0 to 1.
 * @property {(() => void) | undefined} [onBack] Without it, there is no Back button.
 * @property {(() => void) | undefined} [onGone] Called when the screen is replaced.
 */

const shell = pageElement('shell', HTMLElement)
const main = pageElement('screen', HTMLElement)
const back = pageElement('back', HTMLButtonElement)
const progressBar = pageElement('progress', HTMLElement)

/** @type {(() => void) | undefined} */
let onBackOfScreen
/** @type {(() => void) | undefined} */
let onScreenGone
back.addEventListener('click', () => onBackOfScreen?.())

/**
 * Replaces the screen, and focuses the new heading unless it is the first one.
 *
 * @param {Screen} screen
 */
export function show({ step, heading, content, picture, tone, progress, onBack, onGone }) {
  clear()
  const isFirst = main.dataset['step'] === 'loading'
  main.dataset['step'] = step
  main.removeAttribute('aria-busy')
  const title = element('h1', { tabindex: '-1' }, heading)
  const top = picture
    ? [element('div', { class: 'picture', 'data-tone': tone }, picture), title]
    : [title]
  main.replaceChildren(element('div', { class: 'screen' }, ...top, ...content))
  main.scrollTop = 0
  document.title = heading
  onBackOfScreen = onBack
  onScreenGone = onGone
  back.hidden = onBack === undefined
  progressBar.hidden = progress === undefined
  progressBar.setAttribute('aria-valuenow', String(Math.round((progress ?? 0) * 100)))
  progressBar.style.setProperty('--progress', String(progress ?? 0))
  if (!isFirst) focusHeading()
}

/** Releases what the current screen holds, such as the camera. */
export function clear() {
  onScreenGone?.()
  onScreenGone = undefined
}

export function focusHeading() {
  main.querySelector('h1')?.focus()
}

export function pageHeight() {
  return shell.scrollHeight
}

/**
 * The bar below the screen. The person chooses the outcome there, as in Persona's sandbox, since
 * nothing is really verified, and takes a sample instead of a photo.
 *
 * @typedef {object} SandboxBar
 * @property {(isShown: boolean) => void} show
 * @property {(sample: { label: string, onUse: () => void } | null) => void} offer
 * @property {() => 'completed' | 'failed'} outcome
 */

/** @returns {SandboxBar} */
export function createSandboxBar() {
  const bar = pageElement('sandbox', HTMLElement)
  const samples = pageElement('samples', HTMLElement)
  const fail = pageElement('outcome-failed', HTMLInputElement)
  return {
    show(isShown) {
      bar.hidden = !isShown
    },
    offer(sample) {
      samples.replaceChildren()
      if (sample === null) return
      const button = element('button', { class: 'sample', type: 'button' }, sample.label)
      button.addEventListener('click', sample.onUse)
      samples.append(button)
    },
    outcome: () => (fail.checked ? 'failed' : 'completed'),
  }
}

/**
 * Confirms that the person wants to cancel. The screen behind the dialog keeps what they have entered.
 *
 * @param {{ hasCloseButton: boolean, isNeeded: () => boolean, onCancel: () => void }} options
 * @returns {{ ask: () => void, close: () => void }}
 */
export function createCancelDialog({ hasCloseButton, isNeeded, onCancel }) {
  const dialog = pageElement('leave', HTMLDialogElement)
  const closeButton = pageElement('close', HTMLButtonElement)
  const ask = () => {
    if (!isNeeded()) onCancel()
    else if (!dialog.open) dialog.showModal()
  }
  closeButton.hidden = !hasCloseButton
  closeButton.addEventListener('click', ask)
  pageElement('stay', HTMLButtonElement).addEventListener('click', () => dialog.close())
  pageElement('leave-now', HTMLButtonElement).addEventListener('click', onCancel)
  return { ask, close: () => dialog.close() }
}
