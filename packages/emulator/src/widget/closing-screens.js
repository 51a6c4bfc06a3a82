/** @import { IconName } from './icons.js' */
/** @import { Screen } from './screen.js' */
import { element } from './element.js'
import { icon } from './icons.js'

/** @returns {Screen} */
export function sessionExpired() {
  return closing(
    'expired',
    'Session expired',
    'clock',
    'For your security, this session has ended. Go back and open the verification again.',
  )
}

/** @returns {Screen} */
export function broken() {
  return {
    ...closing('broken', 'Something went wrong', 'cross', 'The verification can’t continue.'),
    tone: 'bad',
  }
}

/** @returns {Screen} */
export function handedBack() {
  return {
    ...closing(
      'handed-back',
      'Thank you, you’re done here',
      'check',
      'Go back to your other device to finish. You can close this page.',
    ),
    tone: 'good',
  }
}

/**
 * @param {() => void} onRetry
 * @returns {Screen}
 */
export function unreachable(onRetry) {
  const button = element('button', { class: 'button primary', type: 'button' }, 'Try again')
  button.addEventListener('click', onRetry, { once: true })
  const screen = closing(
    'unreachable',
    'No connection',
    'cross',
    'Check your connection, then try again.',
  )
  return { ...screen, content: [...screen.content, element('div', { class: 'actions' }, button)] }
}

/**
 * @param {string} step
 * @param {string} heading
 * @param {IconName} picture
 * @param {string} text
 * @returns {Screen}
 */
function closing(step, heading, picture, text) {
  return {
    step,
    heading,
    picture: icon(picture),
    content: [element('p', { class: 'lead' }, text)],
  }
}
