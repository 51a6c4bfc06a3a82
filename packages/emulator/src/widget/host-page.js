/** @import { SdkError, Visit } from '../widget-contract.ts' */
/** @import { Parameters } from './parameters.js' */
import { getDelivery } from './back-end.js'

/**
 * What the SDK requests of the widget.
 *
 * @typedef {object} Actions
 * @property {() => void} open
 * @property {(force: boolean) => void} exit Without `force`, the person may stay.
 * @property {() => void} destroy
 */

/**
 * The page around the frame, with the SDK. After its `destroy`, or `freeze`, nothing is posted.
 *
 * @typedef {object} HostPage
 * @property {(visit: Visit) => void} begin
 * @property {() => boolean} leadsOn Whether the flow continues after the last screen.
 * @property {(name: string, metadata?: Record<string, unknown>) => void} post
 * @property {(error: SdkError) => void} postError
 * @property {(actions: Actions) => void} listen
 * @property {() => void} freeze Stops posting and listening.
 * @property {() => void} checkDeliveries From now on, requests the delivery of each message.
 */

/**
 * @param {Parameters} parameters
 * @returns {HostPage}
 */
export function createHostPage({ containerId, targetOrigin, visitRequest }) {
  const { templateId, templateVersionId } = visitRequest
  const { parent } = window
  let { inquiryId } = visitRequest
  let isFrozen = false
  let areDeliveriesChecked = document.body.dataset['messages'] === 'checked'
  /** @type {Promise<void>} */
  let sent = Promise.resolve()
  /** @param {{ name: string } & Record<string, unknown>} message */
  const send = (message) => {
    if (parent === window || targetOrigin === null) return
    if (!areDeliveriesChecked) return deliver(message, targetOrigin)
    const request = { name: message.name, inquiryId }
    // Messages wait for each other, or a late delivery would change their order.
    sent = sent.then(async () => {
      const delivery = await getDelivery(request)
      if (delivery !== 'drop') deliver(message, targetOrigin)
      if (delivery === 'duplicate') deliver(message, targetOrigin)
    })
  }
  /**
   * @param {Record<string, unknown>} message
   * @param {string} origin
   */
  const deliver = (message, origin) => {
    if (isFrozen) return
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
        if (isFrozen || event.source !== parent || event.origin !== targetOrigin) return
        /** @type {unknown} */
        const message = event.data
        if (!isRecord(message)) return
        const { action, metadata } = message
        if (action === 'open') actions.open()
        if (action === 'exit') actions.exit(isRecord(metadata) && metadata['force'] === true)
        if (action === 'destroy') {
          isFrozen = true
          actions.destroy()
        }
      })
    },
    freeze() {
      isFrozen = true
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
