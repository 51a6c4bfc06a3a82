/** @import { CameraTrouble } from './camera.js' */
/** @import { Part, StepContext } from './step-context.js' */
import { createCamera } from './camera.js'
import { element } from './element.js'
import { handoffButton } from './handoff-button.js'
import { icon } from './icons.js'

/**
 * @typedef {object} Shot
 * @property {string} heading
 * @property {string} text
 * @property {'card' | 'oval'} shape Of the outline on the live picture.
 * @property {'environment' | 'user'} facing
 * @property {string} fileName
 * @property {Part['sample']} sample
 * @property {Node[]} otherWays Offered when the camera does not work.
 * @property {() => void} onBack
 * @property {(photo: File) => void} onCaptured
 */

/**
 * Shows the live picture with an outline to fill, or why the camera does not work.
 *
 * @param {Pick<StepContext, 'show' | 'announce' | 'handOff'>} context
 * @param {Shot} shot
 */
export function showCamera(context, shot) {
  const camera = createCamera(shot.facing)
  const problem = element('p', { class: 'problem', role: 'alert' })
  const shutter = element('button', {
    class: 'shutter',
    type: 'button',
    'aria-label': shot.shape === 'oval' ? 'Take the selfie' : 'Take the photo',
    disabled: true,
  })
  const finder = element(
    'div',
    { class: `finder ${shot.shape}`, 'aria-busy': 'true' },
    camera.video,
  )
  camera.video.addEventListener('loadeddata', () => {
    finder.removeAttribute('aria-busy')
    shutter.disabled = false
  })
  const capture = async () => {
    const photo = await camera.capture(shot.fileName)
    if (photo === null) problem.textContent = 'That did not work. Try again.'
    else shot.onCaptured(photo)
  }
  shutter.addEventListener('click', () => void capture())
  context.show({
    name: 'camera',
    heading: shot.heading,
    onBack: shot.onBack,
    onGone: camera.stop,
    ...(shot.sample && { sample: shot.sample }),
    content: [
      element(
        'div',
        { class: 'step' },
        element('p', { class: 'lead' }, shot.text),
        finder,
        element('div', { class: 'actions' }, problem, shutter),
      ),
    ],
  })
  void start()

  async function start() {
    const trouble = await camera.start()
    if (trouble !== null && finder.isConnected) showTrouble(context, shot, trouble)
  }
}

/** @type {Record<CameraTrouble, { heading: string, text: string }>} */
const explanations = {
  refused: {
    heading: 'We need your camera',
    text: 'Your browser did not let us use the camera. Allow it for this page in your browser’s settings, then check again.',
  },
  missing: {
    heading: 'No camera found',
    text: 'Connect a camera and check again, or go on in another way.',
  },
  broken: {
    heading: 'The camera does not respond',
    text: 'Another program may be using it. Close that program, then check again.',
  },
}

/**
 * @param {Pick<StepContext, 'show' | 'announce' | 'handOff'>} context
 * @param {Shot} shot
 * @param {CameraTrouble} trouble
 */
function showTrouble(context, shot, trouble) {
  const again = element('button', { class: 'button primary', type: 'button' }, 'Check again')
  again.addEventListener('click', () => void check())
  context.announce('load-camera-failed')
  context.show({
    name: 'camera-trouble',
    ...explanations[trouble],
    picture: icon('cameraOff'),
    onBack: shot.onBack,
    ...(shot.sample && { sample: shot.sample }),
    content: [
      element('p', { class: 'lead' }, explanations[trouble].text),
      element(
        'div',
        { class: 'actions' },
        again,
        ...shot.otherWays,
        ...(context.handOff ? [handoffButton(context.handOff)] : []),
      ),
    ],
  })

  async function check() {
    if (again.ariaBusy === 'true') return
    again.ariaBusy = 'true'
    const camera = createCamera(shot.facing)
    const found = await camera.start()
    camera.stop()
    if (!again.isConnected) return
    context.announce('camera-permissions-check-result', {
      hasCameraPermission: found !== 'refused',
      hasMicrophonePermission: false,
      requestedMicrophone: false,
    })
    if (found === null) showCamera(context, shot)
    else showTrouble(context, shot, found)
  }
}
