import { element } from './element.js'
import { icon } from './icons.js'

/** @returns {import('./stage.js').Screen} */
export function sessionExpired() {
  return {
    step: 'expired',
    heading: 'Session expired',
    picture: icon('clock'),
    content: [
      element(
        'p',
        { class: 'lead' },
        'For your security this session has ended. Go back to where you started and open the verification again.',
      ),
    ],
  }
}

/** @returns {import('./stage.js').Screen} */
export function broken() {
  return {
    step: 'broken',
    heading: 'Something went wrong',
    picture: icon('cross'),
    content: [element('p', { class: 'lead' }, 'The verification could not go on.')],
  }
}

/**
 * @param {() => void} onRetry
 * @returns {import('./stage.js').Screen}
 */
export function unreachable(onRetry) {
  const button = element('button', { class: 'button primary', type: 'button' }, 'Try again')
  button.addEventListener('click', onRetry)
  return {
    step: 'unreachable',
    heading: 'No connection',
    picture: icon('cross'),
    content: [
      element('p', { class: 'lead' }, 'Check your connection, then try again.'),
      element('div', { class: 'actions' }, button),
    ],
  }
}
