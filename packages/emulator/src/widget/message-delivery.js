/** @typedef {'deliver' | 'drop' | 'duplicate'} MessageDeliveryMode */

// The widget and the emulator are one program, so what the one sends the other need not check.
/** @type {(text: string) => { delivery: MessageDeliveryMode }} */
const parseDeliveryMode = JSON.parse

// Milliseconds. The browser may have no connection left, and a message must not wait for one.
const requestTimeout = 1000

/**
 * What becomes of a message by a fault. One that cannot be asked about is delivered.
 *
 * @param {string} name
 * @param {string | null} inquiryId
 * @returns {Promise<MessageDeliveryMode>}
 */
export async function getDeliveryMode(name, inquiryId) {
  try {
    const response = await fetch('/_emulator/messages', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name, inquiryId }),
      signal: AbortSignal.timeout(requestTimeout),
    })
    return parseDeliveryMode(await response.text()).delivery
  } catch {
    return 'deliver'
  }
}
