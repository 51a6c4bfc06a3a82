/** @import { Handoff, Visit } from '../widget-contract.ts' */
/** @import { HostPage } from './host-page.js' */
/** @import { Part } from './step-context.js' */
import { requestHandoff } from './back-end.js'
import { element } from './element.js'
import { icon } from './icons.js'

/**
 * A flow that continues on another device while this one waits.
 *
 * @typedef {object} RunningHandoff
 * @property {() => void} markStarted The other device has opened the link.
 * @property {() => void} markProgress The other device has submitted something.
 * @property {() => void} end
 */

/**
 * @param {Visit} visit
 * @param {HostPage} hostPage
 * @param {{
 *   styleVariant: string | null,
 *   show: (part: Part) => void,
 *   onCancel: () => void,
 * }} options
 * @returns {Promise<RunningHandoff | { problem: string }>}
 */
export async function beginHandoff({ sessionToken }, hostPage, { styleVariant, show, onCancel }) {
  const handoff = await requestHandoff(sessionToken, { styleVariant }).catch(() => null)
  if (handoff === null) return { problem: 'No connection. Try again.' }
  if (handoff.outcome === 'error' && handoff.error.status === 403) {
    return { problem: 'This verification has been opened too many times. Continue here instead.' }
  }
  if (handoff.outcome !== 'handoff') return { problem: 'That didn’t work. Continue here instead.' }
  const screen = handoffScreen(handoff, onCancel)
  show(screen)
  hostPage.post('one-time-link-sent')
  let isStarted = false
  return {
    markStarted() {
      if (isStarted) return
      isStarted = true
      hostPage.post('one-time-link-start')
      screen.setStatus('Your other device is connected. Continue there.')
    },
    markProgress: () =>
      screen.setStatus('Your other device has moved on. Finish the photos there.'),
    end: () => hostPage.post('one-time-link-exit'),
  }
}

/**
 * @param {Handoff} handoff
 * @param {() => void} onCancel
 * @returns {Part & { setStatus: (text: string) => void }}
 */
function handoffScreen({ link, picture }, onCancel) {
  const code = element('div', { class: 'code', role: 'img', 'aria-label': 'QR code of the link' })
  code.innerHTML = picture
  const status = element(
    'p',
    { class: 'waiting', role: 'status' },
    'Waiting for your other device…',
  )
  const address = element('input', {
    id: 'handoff-link',
    type: 'text',
    readonly: true,
    value: link,
  })
  const copy = element(
    'button',
    { class: 'copy', type: 'button', 'aria-live': 'polite' },
    icon('copy'),
    'Copy',
  )
  copy.addEventListener('click', () => void copyLink())
  const cancel = element('button', { class: 'button quiet', type: 'button' }, 'Stay on this device')
  cancel.addEventListener('click', onCancel)
  return {
    name: 'handoff',
    heading: 'Continue on another device',
    onBack: onCancel,
    content: [
      element(
        'div',
        { class: 'step' },
        element(
          'p',
          { class: 'lead' },
          'Scan the code there, or open the link. Keep this page open.',
        ),
        code,
        status,
        element(
          'div',
          { class: 'link' },
          element('label', { for: 'handoff-link' }, 'Link'),
          address,
          copy,
        ),
        element('div', { class: 'actions' }, cancel),
      ),
    ],
    setStatus(text) {
      status.textContent = text
    },
  }

  async function copyLink() {
    address.select()
    try {
      await navigator.clipboard.writeText(link)
      copy.replaceChildren('Copied')
    } catch {
      // The person can copy the selected link by hand.
      address.focus()
    }
  }
}

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
