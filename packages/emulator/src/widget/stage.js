import { element, pageElement } from './element.js'

/**
 * What is on the stage. The heading gets the focus when the screen replaces another.
 *
 * @typedef {object} Screen
 * @property {string} step
 * @property {string} heading
 * @property {(Node | string)[]} content
 * @property {Node} [picture]
 * @property {number} [progress] Steps behind the person, of 4.
 * @property {(() => void) | undefined} [onBack]
 */

const main = pageElement('screen', HTMLElement)
const back = pageElement('back', HTMLButtonElement)
const progressBar = pageElement('progress', HTMLElement)

/** @type {(() => void) | undefined} */
let goBack
back.addEventListener('click', () => goBack?.())

/** @param {Screen} screen */
export function show({ step, heading, content, picture, progress, onBack }) {
  const isFirst = main.dataset['step'] === 'loading'
  main.dataset['step'] = step
  main.removeAttribute('aria-busy')
  const title = element('h1', { tabindex: '-1' }, heading)
  const top = picture ? [element('div', { class: 'picture' }, picture), title] : [title]
  main.replaceChildren(element('div', { class: 'screen' }, ...top, ...content))
  main.scrollTop = 0
  document.title = heading
  goBack = onBack
  back.hidden = onBack === undefined
  progressBar.hidden = progress === undefined
  progressBar.setAttribute('aria-valuenow', String(progress ?? 0))
  progressBar.style.setProperty('--progress', String(progress ?? 0))
  if (!isFirst) focusHeading()
}

export function focusHeading() {
  main.querySelector('h1')?.focus()
}

export function pageHeight() {
  return document.documentElement.scrollHeight
}
