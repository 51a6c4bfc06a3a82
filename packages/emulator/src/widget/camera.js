import { element } from './element.js'

/** @typedef {'refused' | 'missing' | 'broken'} CameraTrouble */

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
export function createCamera(facing) {
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
