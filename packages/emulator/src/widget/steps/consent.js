/** @import { ConsentStep } from '../../entities/step.ts' */
/** @import { StepContext } from '../step-context.js' */
import { element } from '../element.js'
import { handoffButton } from '../handoff.js'
import { icon } from '../icons.js'
import { stepForm } from '../step-form.js'

/** @param {StepContext<ConsentStep>} context */
export function consent({ step, show, submit, handOff }) {
  const { title, text, needs = [], smallPrint } = step
  // A phone needs no other device.
  const isDesktop = matchMedia('(hover: hover) and (pointer: fine)').matches
  show({
    heading: title,
    picture: icon('shield'),
    content: [
      stepForm({
        content: [
          ...(text === undefined ? [] : [element('p', { class: 'lead' }, text)]),
          element('ul', { class: 'needs' }, ...needs.map(need)),
          ...(smallPrint === undefined ? [] : [element('p', { class: 'small' }, smallPrint)]),
        ],
        otherActions: handOff && isDesktop ? [handoffButton(handOff)] : [],
        onSubmit: () => submit({}),
      }),
    ],
  })
}

/** @param {string} text */
function need(text) {
  return element('li', {}, icon('check'), element('span', {}, text))
}
