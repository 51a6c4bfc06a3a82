/** @import { Step } from '../entities/step.ts' */
/** @import { Visit } from '../widget-contract.ts' */
/** @import { HostPage } from './host-page.js' */
/** @import { Part } from './step-context.js' */
import { pageElement } from './element.js'
import { pageHeight } from './screen.js'
import { stepNamed } from './step-navigation.js'

/**
 * @param {HostPage} hostPage
 * @param {Step} step
 * @param {Part} part
 */
export function announceScreen(hostPage, step, part) {
  const name = part.name === undefined ? step.name : `${step.name}-${part.name}`
  hostPage.post('page-change', {
    name,
    nameDisplay: part.heading,
    path: `/inquiry/${name}`,
    metadata: { pageHeight: pageHeight() },
  })
}

/**
 * Posts the events of a step whose answers are saved.
 *
 * @param {HostPage} hostPage
 * @param {Step} step
 */
export function announceSaved(hostPage, { type, name }) {
  if (type === 'document') hostPage.post('documents-save-successful')
  if (type === 'selfie') hostPage.post('selfie-record-upload')
  if (type === 'document' || type === 'selfie') {
    hostPage.post('verification-change', { name, status: 'submitted' })
  }
}

/**
 * Posts `success` when the person has passed. `fail` follows with the button of the last screen.
 *
 * @param {HostPage} hostPage
 * @param {Visit} visit
 */
export function announceEnd(hostPage, visit) {
  const isOver = stepNamed(visit, visit.step).type === 'done'
  if (isOver && visit.status === 'completed') hostPage.post('success')
}

/**
 * Posts an event for each click and each input, without what the person enters.
 *
 * @param {HostPage} hostPage
 */
export function announceInteractions(hostPage) {
  const main = pageElement('screen', HTMLElement)
  document.addEventListener(
    'click',
    ({ target }) => {
      const pressed = target instanceof Element ? target.closest('button') : null
      if (pressed === null) return
      const name = pressed.ariaLabel ?? pressed.textContent.trim()
      hostPage.post('click', { step: main.dataset['step'], name })
    },
    { capture: true },
  )
  main.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) {
      hostPage.post('form-update', { step: main.dataset['step'], field: target.name })
    }
  })
}
