import { element } from './element.js'
import { icon } from './icons.js'

/** @param {() => Promise<string | null>} handOff Resolves to a problem to show, or to `null`. */
export function handoffButton(handOff) {
  const problem = element('p', { class: 'problem', role: 'alert' })
  const button = element(
    'button',
    { class: 'button plain', type: 'button' },
    icon('device'),
    'Use another device',
  )
  const press = async () => {
    if (button.ariaBusy === 'true') return
    button.ariaBusy = 'true'
    problem.textContent = await handOff()
    button.ariaBusy = 'false'
  }
  button.addEventListener('click', () => void press())
  return element('div', { class: 'handoff' }, problem, button)
}
