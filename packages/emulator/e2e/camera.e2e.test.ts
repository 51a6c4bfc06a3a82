import { describe, expect, test } from 'vitest'
import { useChromiumWithCamera } from '../testing/chromium.ts'
import type { HostPage } from '../testing/host-page.ts'
import { namesOf, payloadsOf, press, screen, visitWidget } from '../testing/widget-visit.ts'

/** Records the camera's tracks in each frame, to check that they end. */
const rememberTracks = `if (navigator.mediaDevices) {
  window.tracks = []
  const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await original(wanted)
    window.tracks.push(...stream.getTracks())
    return stream
  }
}`

const trackStates = ({ widget }: HostPage) =>
  widget.locator('main').evaluate('window.tracks.map(({ readyState }) => readyState)')

const chromiumWithCamera = await useChromiumWithCamera()
describe('with a camera', () => {
  async function lookAtPassport() {
    const visit = await visitWidget({ step: 'document', chromium: chromiumWithCamera })
    await visit.host.page.addInitScript(rememberTracks)
    await visit.host.page.reload()
    await visit.open()
    await press(visit.widget, 'Passport')
    await press(visit.widget, 'Take a photo')
    await visit.widget.getByRole('button', { name: 'Take the photo', disabled: false }).waitFor()
    return visit
  }

  test('takes the photo of the document and the selfie, and saves only their names', async () => {
    const { persona, host, widget } = await lookAtPassport()
    const sent: string[] = []
    host.page.on('request', (request) => sent.push(request.postData() ?? ''))
    await press(widget, 'Take the photo')
    await screen(widget, 'Is everything readable?').waitFor()
    await press(widget, 'Continue')
    await press(widget, 'Open the camera')
    await press(widget, 'Take the selfie')
    await screen(widget, 'Is this you?').waitFor()
    await press(widget, 'Continue')
    await screen(widget, 'Check your answers').waitFor()

    expect(persona.inquiries()).toMatchObject([
      {
        answers: {
          'selected-country-code': 'US',
          'identification-class': 'pp',
          document: 'document-photo.jpg',
          selfie: 'selfie.jpg',
        },
      },
    ])
    expect(Math.max(...sent.map(({ length }) => length))).toBeLessThan(1000)
    expect(namesOf(host.callbacks).filter((name) => /camera|upload/.test(name))).toEqual([
      'event:document-camera-select',
      'event:document-camera-capture',
      'event:selfie-camera-select',
      'event:selfie-camera-capture',
      'event:selfie-record-upload',
    ])
    expect(await trackStates(host)).toEqual(['ended', 'ended'])
  })

  test('another photo can be taken', async () => {
    const { persona, widget } = await lookAtPassport()
    await press(widget, 'Take the photo')
    await press(widget, 'Use another photo')
    await widget.locator('#photo').setInputFiles(picture('better.png', 'image/png'))
    await press(widget, 'Continue')
    await screen(widget, 'Take a selfie').waitFor()
    expect(persona.inquiries()).toMatchObject([{ answers: { document: 'better.png' } }])
  })

  test('the camera is off once the person goes back', async () => {
    const { host, widget } = await lookAtPassport()
    expect(await trackStates(host)).toEqual(['live'])
    await press(widget, 'Back')
    await screen(widget, 'Photo of your passport').waitFor()
    expect(await trackStates(host)).toEqual(['ended'])
  })

  test('the camera is off once the session has ended', async () => {
    const { persona, host, widget, inquiryId } = await lookAtPassport()
    persona.simulate.killSession({ inquiryId })
    await screen(widget, 'Session expired').waitFor()
    expect(await trackStates(host)).toEqual(['ended'])
  })

  test('the camera is off once the widget is destroyed', async () => {
    const { host, customHost } = await lookAtPassport()
    // As the SDK does, which then removes the frame.
    await host.page.evaluate(`document.querySelector('iframe').contentWindow
      .postMessage({ action: 'destroy', metadata: {} }, 'http://${customHost}')`)
    await expect.poll(() => trackStates(host)).toEqual(['ended'])
  })
})

describe('without a camera', () => {
  test('shows that, and accepts an uploaded photo instead', async () => {
    const { persona, host, widget, open } = await visitWidget({
      step: 'document',
    })
    await open()
    await press(widget, 'Driver license')
    await press(widget, 'Take a photo')
    await screen(widget, 'No camera found').waitFor()
    await press(widget, 'Check again')
    await expect
      .poll(() => payloadsOf(host, 'event:camera-permissions-check-result'))
      .toEqual([
        { hasCameraPermission: true, hasMicrophonePermission: false, requestedMicrophone: false },
      ])
    expect(payloadsOf(host, 'event:load-camera-failed')).not.toEqual([])
    await widget.locator('#photo').setInputFiles(picture('license.png', 'image/png'))
    await screen(widget, 'Is everything readable?').waitFor()
    await press(widget, 'Continue')
    await screen(widget, 'Take a selfie').waitFor()
    expect(namesOf(host.callbacks)).toContain('event:document-upload')
    expect(persona.inquiries()).toMatchObject([
      { answers: { 'identification-class': 'dl', document: 'license.png' } },
    ])
  })

  test('permission that was denied is requested again', async () => {
    const { host, widget, open } = await visitWidget({ step: 'selfie' })
    await host.page.addInitScript(`if (navigator.mediaDevices) {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))
    }`)
    await host.page.reload()
    await open()
    await press(widget, 'Open the camera')
    await screen(widget, 'We need your camera').waitFor()
    await press(widget, 'Check again')
    await expect
      .poll(() => payloadsOf(host, 'event:camera-permissions-check-result'))
      .toMatchObject([{ hasCameraPermission: false }])
    await press(widget, 'Use sample selfie')
    await press(widget, 'Continue')
    await screen(widget, 'Check your answers').waitFor()
  })

  test('accepts a photo that is dropped', async () => {
    const { persona, widget, open } = await visitWidget({ step: 'document' })
    await open()
    await press(widget, 'ID card')
    await widget.locator('body').evaluate(`{
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['not looked at'], 'dropped.png', { type: 'image/png' }))
      const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })
      document.querySelector('.upload').dispatchEvent(drop)
    }`)
    await screen(widget, 'Is everything readable?').waitFor()
    await press(widget, 'Continue')
    await screen(widget, 'Take a selfie').waitFor()
    expect(persona.inquiries()).toMatchObject([
      { answers: { 'identification-class': 'id', document: 'dropped.png' } },
    ])
  })

  test('refuses a file that is not a picture', async () => {
    const { widget, open } = await visitWidget({ step: 'document' })
    await open()
    await press(widget, 'Passport')
    await widget.locator('#photo').setInputFiles(picture('notes.txt', 'text/plain'))
    await expect.poll(() => widget.getByRole('alert').textContent()).toContain('not a picture')
  })

  test('refuses an empty file', async () => {
    const { widget, open } = await visitWidget({ step: 'document' })
    await open()
    await press(widget, 'Passport')
    const empty = { ...picture('empty.png', 'image/png'), buffer: Buffer.alloc(0) }
    await widget.locator('#photo').setInputFiles(empty)
    await expect.poll(() => widget.getByRole('alert').textContent()).toContain('That file is empty')
  })

  test('shows a placeholder for a photo that the browser cannot show', async () => {
    const { persona, widget, open } = await visitWidget({ step: 'document' })
    await open()
    await press(widget, 'Passport')
    await widget.locator('#photo').setInputFiles(picture('passport.heic', 'image/heic'))
    await widget.locator('.stand-in').waitFor()
    await press(widget, 'Continue')
    await screen(widget, 'Take a selfie').waitFor()
    expect(persona.inquiries()).toMatchObject([{ answers: { document: 'passport.heic' } }])
  })
})

function picture(name: string, mimeType: string) {
  return { name, mimeType, buffer: Buffer.from('not looked at') }
}
