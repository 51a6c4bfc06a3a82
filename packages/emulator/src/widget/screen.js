import { element, pageElement } from './element.js'

/**
 * What is on the screen. The heading gets the focus when the screen replaces another.
 *
 * @typedef {object} Screen
 * @property {string} step
 * @property {string} heading
 * @property {(Node | string)[]} content
 * @property {Node} [picture]
 * @property {'good' | 'bad'} [tone] Of the picture.
 * @property {number} [progress] The part of the way that is behind the person, from 0 to 1.
 * @property {(() => void) | undefined} [onBack]
 * @property {(() => void) | undefined} [onGone] When the screen is replaced.
 */

const shell = pageElement('shell', HTMLElement)
const main = pageElement('screen', HTMLElement)
const back = pageElement('back', HTMLButtonElement)
const progressBar = pageElement('progress', HTMLElement)

/** @type {(() => void) | undefined} */
let goBack
/** @type {(() => void) | undefined} */
let tellGone
back.addEventListener('click', () => goBack?.())

/** @param {Screen} screen */
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
  goBack = onBack
  tellGone = onGone
  back.hidden = onBack === undefined
  progressBar.hidden = progress === undefined
  progressBar.setAttribute('aria-valuenow', String(Math.round((progress ?? 0) * 100)))
  progressBar.style.setProperty('--progress', String(progress ?? 0))
  if (!isFirst) focusHeading()
}

/** Releases what the current screen holds, such as the camera. */
export function clear() {
  tellGone?.()
  tellGone = undefined
}

export function focusHeading() {
  main.querySelector('h1')?.focus()
}

export function pageHeight() {
  return shell.scrollHeight
}
