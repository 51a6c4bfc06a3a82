/** @import { SelfieStep } from '../../entities/step.ts' */
/** @import { StepContext } from '../step-context.js' */
import { showCamera } from '../camera.js'
import { element } from '../element.js'
import { handoffButton } from '../handoff.js'
import { showPhoto } from '../photo-check.js'

/** @param {StepContext<SelfieStep>} context */
export function selfie(context) {
  const { step, visit, submit, announce, handOff } = context
  const sample = {
    label: 'Use sample selfie',
    onUse: () => {
      announce('selfie-camera-capture')
      check('sample-selfie.png')
    },
  }
  const saved = visit.answers[step.name]
  if (saved === undefined) begin()
  else check(saved)

  function begin() {
    const start = element('button', { class: 'button primary', type: 'button' }, 'Open the camera')
    start.addEventListener('click', () => {
      announce('selfie-camera-select')
      look()
    })
    context.show({
      heading: step.title,
      sample,
      content: [
        element(
          'div',
          { class: 'step' },
          ...(step.text === undefined ? [] : [element('p', { class: 'lead' }, step.text)]),
          portrait(),
          element('div', { class: 'actions' }, start, ...(handOff ? [handoffButton(handOff)] : [])),
        ),
      ],
    })
  }

  function look() {
    showCamera(context, {
      heading: 'Center your face',
      text: 'Fill the oval, and keep still.',
      shape: 'oval',
      facing: 'user',
      fileName: 'selfie.jpg',
      sample,
      otherWays: [],
      onBack: begin,
      onCaptured: (photo) => {
        announce('selfie-camera-capture')
        check(photo)
      },
    })
  }

  /** @param {File | string} photo */
  function check(photo) {
    showPhoto(context, {
      photo,
      shape: 'oval',
      heading: 'Is this you?',
      text: 'Your whole face should be visible and sharp.',
      sample,
      onRetake: begin,
      onSubmit: (name) => submit({ [step.name]: name }),
    })
  }
}

/** Returns a drawing of a face in an oval. */
function portrait() {
  const template = document.createElement('template')
  template.innerHTML = `
    <div class="portrait" aria-hidden="true">
      <svg viewBox="0 0 200 220">
        <ellipse class="ring" cx="100" cy="110" rx="84" ry="102" />
        <ellipse class="disc" cx="100" cy="110" rx="72" ry="90" />
        <path class="body" d="M42 178c8-26 30-38 58-38s50 12 58 38c-14 14-34 22-58 22s-44-8-58-22z" />
        <circle class="face" cx="100" cy="92" r="36" />
        <path class="mark" d="M88 88v4M112 88v4M87 105c8 7 18 7 26 0" />
      </svg>
    </div>`
  return template.content
}
