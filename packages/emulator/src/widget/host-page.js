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
 */

/**
 * @param {import('./parameters.js').Parameters} parameters
 * @returns {HostPage}
 */
export function createHostPage({ containerId, templateId, templateVersionId, targetOrigin }) {
  let isDestroyed = false
  /** @param {Record<string, unknown>} message */
  const send = (message) => {
    if (isDestroyed || window.parent === window || targetOrigin === null) return
    window.parent.postMessage(
      {
        containerId,
        ...(templateId !== null && { templateId }),
        ...(templateVersionId !== null && { templateVersionId }),
        ...message,
      },
      targetOrigin,
    )
  }
  return {
    begin() {},
    leadsOn: () => true,
    post: (name, metadata) => send({ name, ...(metadata && { metadata }) }),
    postError: (error) => send({ name: 'error', error }),
    listen(actions) {
      window.addEventListener('message', (event) => {
        if (event.source !== window.parent || event.origin !== targetOrigin) return
        /** @type {unknown} */
        const message = event.data
        if (!isRecord(message)) return
        const { action, metadata } = message
        if (action === 'open') actions.open()
        if (action === 'exit') actions.exit(isRecord(metadata) && metadata['force'] === true)
        if (action === 'destroy') {
          isDestroyed = true
          actions.destroy()
        }
      })
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
