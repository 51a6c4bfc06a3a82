/** @typedef {'delivered' | 'lost' | 'doubled'} MessageFate */

// The widget and the emulator are one program, so what the one sends the other need not check.
/** @type {(text: string) => { fate: MessageFate }} */
const parseFate = JSON.parse

// The browser may have no connection left; a message must not wait for ever for one.
const patience = 1000

/**
 * What becomes of a message by order. One that cannot be asked about is delivered.
 *
 * @param {string} name
 * @param {string | null} inquiryId
 * @returns {Promise<MessageFate>}
 */
export async function fateOf(name, inquiryId) {
  try {
    const response = await fetch('/_emulator/messages', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name, inquiryId }),
      signal: AbortSignal.timeout(patience),
    })
    return parseFate(await response.text()).fate
  } catch {
    return 'delivered'
  }
}
