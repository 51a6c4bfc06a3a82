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
 * The page around the frame, which the SDK speaks for.
 *
 * @typedef {object} HostPage
 * @property {(name: string, metadata?: Record<string, unknown>) => void} post
 * @property {(error: SdkError) => void} postError
 * @property {(actions: Actions) => void} listen
 */

/**
 * @param {import('./parameters.js').Parameters} parameters
 * @returns {HostPage}
 */
export function createHostPage({ containerId, templateId, templateVersionId, targetOrigin }) {
  /** @param {Record<string, unknown>} message */
  const send = (message) => {
    if (window.parent === window || targetOrigin === null) return
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
    post: (name, metadata) => send({ name, ...(metadata && { metadata }) }),
    postError: (error) => send({ name: 'error', error }),
    listen(actions) {
      window.addEventListener('message', ({ data, origin, source }) => {
        if (source !== window.parent || origin !== targetOrigin) return
        if (typeof data !== 'object' || data === null) return
        if (data.action === 'open') actions.open()
        if (data.action === 'exit') actions.exit(data.metadata?.force === true)
        if (data.action === 'destroy') actions.destroy()
      })
    },
  }
}
