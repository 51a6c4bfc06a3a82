import { getDeliveryMode } from './message-delivery.js'

/**
 * An error as the SDK hands it to `onError`.
 *
 * @typedef {object} SdkError
 * @property {number} status
 * @property {string} code
 * @property {string} [message]
 */

/**
 * @typedef {object} Actions
 * @property {() => void} open
 * @property {(force: boolean) => void} exit
 * @property {() => void} destroy
 */

/**
 * The page around the frame, which the SDK speaks for. Nothing is posted once it has said `destroy`.
 *
 * @typedef {object} HostPage
 * @property {(visit: import('./back-end.js').Visit) => void} begin
 * @property {() => boolean} leadsOn Whether there is something after the last screen.
 * @property {(name: string, metadata?: Record<string, unknown>) => void} post
 * @property {(error: SdkError) => void} postError
 * @property {(actions: Actions) => void} listen
 * @property {() => void} fallSilent Posts nothing any more, and hears nothing.
 * @property {() => void} checkDeliveries Asks what is to become of each message, from now on.
 */

/**
 * @param {import('./parameters.js').Parameters} parameters
 * @returns {HostPage}
 */
export function createHostPage(parameters) {
  const { containerId, templateId, templateVersionId, targetOrigin } = parameters
  const { parent } = window
  let { inquiryId } = parameters
  let isSilent = false
  let areDeliveriesChecked = document.body.dataset['messages'] === 'checked'
  /** @type {Promise<void>} */
  let sent = Promise.resolve()
  /** @param {{ name: string } & Record<string, unknown>} message */
  const send = (message) => {
    if (parent === window || targetOrigin === null) return
    if (!areDeliveriesChecked) {
      deliver(message, targetOrigin)
      return
    }
    const about = inquiryId
    sent = sent.then(async () => {
      const delivery = await getDeliveryMode(message.name, about)
      if (delivery !== 'drop') deliver(message, targetOrigin)
      if (delivery === 'duplicate') deliver(message, targetOrigin)
    })
  }
  /**
   * @param {Record<string, unknown>} message
   * @param {string} origin
   */
  const deliver = (message, origin) => {
    if (isSilent) return
    parent.postMessage(
      {
        containerId,
        ...(templateId !== null && { templateId }),
        ...(templateVersionId !== null && { templateVersionId }),
        ...message,
      },
      origin,
    )
  }
  return {
    begin(visit) {
      inquiryId = visit.inquiryId
    },
    leadsOn: () => true,
    post: (name, metadata) => send({ name, ...(metadata && { metadata }) }),
    postError: (error) => send({ name: 'error', error }),
    listen(actions) {
      window.addEventListener('message', (event) => {
        if (isSilent || event.source !== parent || event.origin !== targetOrigin) return
        /** @type {unknown} */
        const message = event.data
        if (!isRecord(message)) return
        const { action, metadata } = message
        if (action === 'open') actions.open()
        if (action === 'exit') actions.exit(isRecord(metadata) && metadata['force'] === true)
        if (action === 'destroy') {
          isSilent = true
          actions.destroy()
        }
      })
    },
    fallSilent() {
      isSilent = true
    },
    checkDeliveries() {
      areDeliveriesChecked = true
    },
  }
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord(value) {
  return typeof value === 'object' && value !== null
}
