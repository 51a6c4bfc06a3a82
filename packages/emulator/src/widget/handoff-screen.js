/** @import { Handoff } from './back-end.js' */
/** @import { Part } from './step-context.js' */
import { element } from './element.js'
import { icon } from './icons.js'

/**
 * Waits while another device has its turn.
 *
 * @param {Handoff} handoff
 * @param {() => void} onCancel
 * @returns {Part & { say: (text: string) => void }}
 */
export function handoffScreen({ link, picture }, onCancel) {
  const code = element('div', { class: 'code', role: 'img', 'aria-label': 'QR code of the link' })
  code.innerHTML = picture
  const status = element(
    'p',
    { class: 'waiting', role: 'status' },
    'Waiting for your other device …',
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
    say(text) {
      status.textContent = text
    },
  }

  async function copyLink() {
    address.select()
    try {
      await navigator.clipboard.writeText(link)
      copy.replaceChildren('Copied')
    } catch {
      // The link is selected, so that the person can copy it by hand.
      address.focus()
    }
  }
}
