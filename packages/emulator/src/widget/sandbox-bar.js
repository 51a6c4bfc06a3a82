import { element, pageElement } from './element.js'

/**
 * The bar below the flow. Since nothing is really checked, the person says here how it ends, as in
 * Persona's sandbox, and takes a sample where there is nothing to photograph.
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
