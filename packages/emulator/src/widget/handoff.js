/** @import { Visit } from './back-end.js' */
/** @import { HostPage } from './host-page.js' */
/** @import { Part } from './step-context.js' */
import { requestHandoff } from './back-end.js'
import { handoffScreen } from './handoff-screen.js'

/**
 * The time in which another device has its turn and this one waits.
 *
 * @typedef {object} HandoffTurn
 * @property {() => void} noteStart The other device has opened the link.
 * @property {() => void} noteProgress The other device has answered something.
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
 * @returns {Promise<HandoffTurn | { problem: string }>}
 */
export async function beginHandoff({ sessionToken }, hostPage, { styleVariant, show, onCancel }) {
  const handoff = await requestHandoff(sessionToken, styleVariant).catch(() => null)
  if (handoff === null) return { problem: 'No connection. Try again.' }
  if (handoff.outcome === 'error' && handoff.error.status === 403) {
    return { problem: 'This verification was opened too often. Go on here instead.' }
  }
  if (handoff.outcome !== 'handoff') return { problem: 'That did not work. Go on here instead.' }
  const screen = handoffScreen(handoff, onCancel)
  show(screen)
  hostPage.post('one-time-link-sent')
  let isStarted = false
  return {
    noteStart() {
      if (isStarted) return
      isStarted = true
      hostPage.post('one-time-link-start')
      screen.say('Your other device is connected. Go on there.')
    },
    noteProgress: () => screen.say('Your other device has sent something. One more to go.'),
    end: () => hostPage.post('one-time-link-exit'),
  }
}
