import { element } from './element.js'
import { icon } from './icons.js'

/** @param {() => void} handOff */
export function handoffButton(handOff) {
  const button = element(
    'button',
    { class: 'button plain', type: 'button' },
    icon('device'),
    'Use another device',
  )
  button.addEventListener('click', handOff)
  return button
}
