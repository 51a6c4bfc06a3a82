/** @import { Part, StepContext } from './step-context.js' */
import { element } from './element.js'
import { handoffButton } from './handoff.js'
import { icon } from './icons.js'

/** @typedef {'refused' | 'missing' | 'broken'} CameraTrouble */

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
    if (photo === null) problem.textContent = 'That didn’t work. Try again.'
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
  void camera.start().then((trouble) => {
    if (trouble !== null && finder.isConnected) showTrouble(context, shot, trouble)
  })
}

/** @type {Record<CameraTrouble, { heading: string, text: string }>} */
const explanations = {
  refused: {
    heading: 'We need your camera',
    text: 'Your browser blocked the camera. Allow it for this page in your browser’s settings, then check again.',
  },
  missing: {
    heading: 'No camera found',
    text: 'Connect a camera and check again, or continue another way.',
  },
  broken: {
    heading: 'The camera isn’t responding',
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

/**
 * A live picture of the camera.
 *
 * @typedef {object} Camera
 * @property {HTMLVideoElement} video
 * @property {() => Promise<CameraTrouble | null>} start Resolves to what went wrong, or to `null`.
 * @property {(name: string) => Promise<File | null>} capture Resolves to `null` before `loadeddata`.
 * @property {() => void} stop Releases the camera, also where `start` has not resolved yet.
 */

/**
 * @param {'environment' | 'user'} facing
 * @returns {Camera}
 */
function createCamera(facing) {
  const video = element('video', { autoplay: true, playsinline: true, muted: true })
  video.muted = true
  let isStopped = false
  /** @type {MediaStream | null} */
  let stream = null
  const release = () => {
    for (const track of stream?.getTracks() ?? []) track.stop()
    stream = null
  }
  return {
    video,
    async start() {
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          video: { facingMode: facing, width: { ideal: 1920 }, height: { ideal: 1080 } },
        })
      } catch (error) {
        return troubleOf(error)
      }
      if (isStopped) release()
      video.srcObject = stream
      return null
    },
    async capture(name) {
      const { videoWidth: width, videoHeight: height } = video
      if (width === 0) return null
      const canvas = element('canvas', { width: String(width), height: String(height) })
      canvas.getContext('2d')?.drawImage(video, 0, 0)
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
      return blob instanceof Blob ? new File([blob], name, { type: blob.type }) : null
    },
    stop() {
      isStopped = true
      release()
      video.srcObject = null
    },
  }
}

/**
 * Counts a camera as missing where the page is not served securely: it has no `mediaDevices` then.
 *
 * @param {unknown} error
 * @returns {CameraTrouble}
 */
function troubleOf(error) {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  if (name === 'NotFoundError' || name === 'OverconstrainedError' || name === '') return 'missing'
  return 'broken'
}
